namespace LoraParity.Inference.Tensors.Cpu.Memory;

/// <summary>Tensors that are released together.</summary>
internal sealed class TensorScope(TensorScope? outer, Action<TensorScope> onEnd) : IDisposable
{
    private readonly List<CpuTensor> _tensors = [];
    private bool _ended;

    /// <summary>The scope around this one.</summary>
    public TensorScope? Outer { get; } = outer;

    /// <summary>Makes the tensor belong to this scope.</summary>
    public void Add(CpuTensor tensor)
    {
        tensor.Scope = this;
        _tensors.Add(tensor);
    }

    /// <summary>Hands the tensor to the scope around this one, or to the caller where there is none.</summary>
    public void Pass(CpuTensor tensor)
    {
        _tensors.Remove(tensor);
        tensor.Scope = null;
        Outer?.Add(tensor);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        foreach (var tensor in _tensors)
            tensor.Dispose();
        _tensors.Clear();
        onEnd(this);
    }
}
