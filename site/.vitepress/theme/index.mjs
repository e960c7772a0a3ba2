import DefaultTheme from "vitepress/theme";
import "./style.css";
import LiveDemo from "./LiveDemo.vue";
import MeasureDevice from "./MeasureDevice.vue";
import ModelFigures from "./ModelFigures.vue";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("LiveDemo", LiveDemo);
    app.component("MeasureDevice", MeasureDevice);
    app.component("ModelFigures", ModelFigures);
  },
};
