using LoraParity.Matrix;

namespace LoraParity.Running.Design;

/// <summary>The pair of variants whose drift is the noise floor of a compute dtype.</summary>
internal sealed record FloorPair(Precision Compute, PairId Pair);
