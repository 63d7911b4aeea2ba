namespace LoraParity.Inference.Tensors;

/// <summary>Elementwise activations, named as transformers' <c>ACT2FN</c> names them; x is the fp32 copy of the input.</summary>
public enum Activation
{
    /// <summary>x / (1 + e^−x), rounded once.</summary>
    Silu,

    /// <summary>x/2 · (1 + erf(x/√2)), rounded once.</summary>
    Gelu,

    /// <summary>PyTorch's fused <c>gelu(approximate="tanh")</c>, rounded once.</summary>
    GeluTanh,

    /// <summary>GPT-2's <c>gelu_new</c>: the tanh form as separate operations, each rounded to the tensor's dtype.</summary>
    GeluNew,

    /// <summary>x · sigmoid(1.702 x) as separate operations, each rounded.</summary>
    QuickGelu,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh x, rounded once.</summary>
    Tanh,

    /// <summary>1 / (1 + e^−x), rounded once.</summary>
    Sigmoid,
}
