/**
 * Shared by data sets, training and evaluation: age groups, and random numbers with a seed.
 *
 * Everything random starts from a seed given here, so that trainings, splits and measurements can be repeated.
 *
 * @module @fagr/core/sampling
 */

export { type AgeGroup, ageGroupOf, documentAgeGroups } from "./age-groups";
export { combineSeeds, createRandom, hashText, type Random, randomBeta, randomNormal, shuffle } from "./random";
