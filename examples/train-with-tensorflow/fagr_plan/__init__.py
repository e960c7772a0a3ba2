"""What a training of fagr does, in Python: the draws, the augmentation, the targets, the losses and the optimiser of a plan."""
