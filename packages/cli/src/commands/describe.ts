import {
  architectureNames,
  createArchitecture,
  describeNetwork,
  type FeatureShape,
  planNetwork,
} from "@fagr/core/network";
import { Argument } from "commander";
import type { RegisterCommand } from "../context";
import { ageRange, numberBelow, wholeNumber } from "../options";
import { withThousands } from "../output/numbers";
import { formatTable } from "../output/table";

interface DescribeOptions {
  inputSize?: number;
  width?: number;
  ages?: [minimum: number, maximum: number];
  json?: boolean;
}

/** `fagr describe`: the layers of an architecture as a table, counted from the tables without a tensor library. */
export const registerDescribe: RegisterCommand = (program, { print }) => {
  program
    .command("describe")
    .description("print the table of an architecture: shapes, parameters, multiply-adds")
    .addArgument(new Argument("[architecture]", "its name").choices(architectureNames).default("age-gender-62"))
    .option("--input-size <pixels>", "height and width of the input", wholeNumber)
    .option("--width <factor>", "width multiplier", numberBelow(8))
    .option("--ages <range>", "lowest and highest age, one class a year, such as 18-65", ageRange)
    .option("--json", "print one JSON object")
    .action((name: (typeof architectureNames)[number], { inputSize, width, ages, json }: DescribeOptions) => {
      const architecture = createArchitecture(name, {
        ...(inputSize === undefined ? {} : { inputSize }),
        ...(width === undefined ? {} : { widthMultiplier: width }),
        ...(ages === undefined ? {} : { ageRange: ages }),
      });
      const description = describeNetwork(planNetwork(architecture));
      if (json) return print(JSON.stringify(description));

      const { rows, parameters, trainableParameters, multiplyAdds } = description;
      const shape = (sizes: FeatureShape) => sizes.join("x");
      const header = ["row", "operator", "input", "output", "t", "c", "n", "s", "parameters", "multiply-adds"];
      const cells = rows.map((row, index) => [
        String(index + 1),
        row.operator,
        shape(row.input),
        shape(row.output),
        row.expansion === null ? "-" : String(row.expansion),
        String(row.output[2]),
        String(row.repeats),
        String(row.stride),
        withThousands(row.parameters),
        withThousands(row.multiplyAdds),
      ]);
      const total = ["", "total", ...Array(6).fill(""), withThousands(parameters), withThousands(multiplyAdds)];
      const {
        inputSize: size,
        widthMultiplier,
        ageRange: [youngest, oldest],
      } = architecture;
      print(`${name}: input ${size}x${size}x3, width x ${widthMultiplier}, ages ${youngest}-${oldest}`);
      print("");
      const right = ["row", "t", "c", "n", "s", "parameters", "multiply-adds"];
      for (const line of formatTable(header, [...cells, total], { right })) print(line);
      print("");
      print(`${withThousands(trainableParameters)} of the parameters are trained; the others are moving statistics.`);
      print("t expansion, c output channels, n repeats, s stride of the first repeat; multiply-adds for one image.");
    });
};
