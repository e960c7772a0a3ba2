import { addFigures, type FigureSums, type TaskFigures, toFigures } from "./task-figures";

/** Sums over the batches of the running epoch; plain data for checkpoints. */
export interface EpochState {
  readonly batches: number;
  readonly loss: number;
  readonly figures: FigureSums;
}

/** What an epoch's batches give on average. */
export class EpochMeans {
  state: EpochState = emptyEpoch();

  add(loss: number, figures: FigureSums): void {
    const { state } = this;
    this.state = {
      batches: state.batches + 1,
      loss: state.loss + loss,
      figures: addFigures([state.figures, figures]),
    };
  }

  /** The means, and a new epoch. */
  finish(): TaskFigures & { readonly loss: number } {
    const { batches, loss, figures } = this.state;
    this.state = emptyEpoch();
    return { loss: loss / batches, ...toFigures(figures) };
  }
}

function emptyEpoch(): EpochState {
  return { batches: 0, loss: 0, figures: addFigures([]) };
}
