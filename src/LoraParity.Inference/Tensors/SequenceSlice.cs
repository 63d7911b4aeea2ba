namespace LoraParity.Inference.Tensors;

/// <summary>One sequence's part of a batch: batches are flat rows, sequence after sequence, never padded.</summary>
/// <param name="FirstRow">Its first row in the batch.</param>
/// <param name="Count">Its number of rows.</param>
/// <param name="Past">Positions before the first row, already in the cache.</param>
/// <param name="Sequence">Its index in the cache.</param>
/// <param name="Prompt">
/// Length of the sequence's prompt, whose positions are attended to together: in fp16 the order of the sums over positions depends on it,
/// as it does in PyTorch. 0 where there is none.
/// </param>
public sealed record SequenceSlice(int FirstRow, int Count, int Past, int Sequence, int Prompt = 0);
