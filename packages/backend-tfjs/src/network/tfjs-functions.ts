/** The functions of tfjs that a network is made of, named one by one so that bundlers leave the others out. */
export {
  add,
  engine,
  env,
  findBackendFactory,
  fused,
  keep,
  reshape,
  softmax,
  tensor,
  tidy,
  version_core,
} from "@tensorflow/tfjs-core";
