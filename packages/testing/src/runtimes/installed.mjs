// With the weights where the installation has them.
import { weights } from "@fagr/weights/int8";
import { shortForm } from "./short-form.mjs";

console.log(await shortForm({ weights }));
