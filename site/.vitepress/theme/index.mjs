import DefaultTheme from "vitepress/theme";
import { h } from "vue";
import "./style.css";
import LiveDemo from "./LiveDemo.vue";
import MeasureDevice from "./MeasureDevice.vue";
import ModelFigures from "./ModelFigures.vue";

export default {
  extends: DefaultTheme,
  // Above what the front page says of itself: a try convinces sooner.
  Layout: () => h(DefaultTheme.Layout, null, { "home-hero-after": () => h(LiveDemo) }),
  enhanceApp({ app }) {
    app.component("MeasureDevice", MeasureDevice);
    app.component("ModelFigures", ModelFigures);
  },
};
