import { expose } from "comlink";
import { Recognizer } from "./recognizer";

expose(new Recognizer());
