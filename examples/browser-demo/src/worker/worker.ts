import { expose } from "comlink";
import { countSentBytes } from "../sent-bytes";
import { Recognizer } from "./recognizer";

expose(new Recognizer(countSentBytes()));
