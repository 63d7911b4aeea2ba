namespace LoraParity.Inference.Auditing;

/// <summary>Room for one block of each of the weights that are compared.</summary>
/// <param name="elements">Elements of a block.</param>
/// <param name="candidates">How many ways are tried.</param>
internal sealed class AuditBuffers(int elements, int candidates)
{
    public int[] Equal { get; } = new int[candidates];

    public float[] Before { get; } = new float[elements];

    public float[] After { get; } = new float[elements];

    public float[] Other { get; } = new float[elements];
}
