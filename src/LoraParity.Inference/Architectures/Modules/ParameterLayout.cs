namespace LoraParity.Inference.Architectures.Modules;

/// <summary>How a parameter lies in the checkpoint.</summary>
public enum ParameterLayout
{
    /// <summary>[rows, columns].</summary>
    Matrix,

    /// <summary>[columns, rows]: GPT-2's <c>Conv1D</c>.</summary>
    Transposed,

    /// <summary>[columns]: norms and biases, one row here.</summary>
    Vector,

    /// <summary>One [rows, columns] slice of a three-dimensional tensor: one expert of many.</summary>
    Slice,
}
