namespace LoraParity.Inference.Auditing;

/// <summary>One core's room for a block of each of the weights that are compared, and where it is with the candidates.</summary>
/// <param name="elements">Elements of a block.</param>
/// <param name="candidates">How many ways are tried.</param>
internal sealed class AuditBuffers(int elements, int candidates)
{
    public float[] Before { get; } = new float[elements];

    public float[] After { get; } = new float[elements];

    public float[] Other { get; } = new float[elements];

    /// <summary>Equal elements of the block for each candidate.</summary>
    public int[] Equal { get; } = new int[candidates];

    /// <summary>Whether a candidate is not followed further.</summary>
    public bool[] IsDropped { get; } = new bool[candidates];

    /// <summary>Elements that had been compared when that was decided; null until then.</summary>
    public long? DecidedAt { get; set; }
}
