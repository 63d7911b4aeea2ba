using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Files;

/// <summary>What an adapter's values are, as far as it can be told without its base.</summary>
public sealed record AdapterContent
{
    private const int FloatsPerStep = 1 << 16;

    /// <summary>Tensors with a value that is not finite, in the file's order.</summary>
    public required IReadOnlyList<AdapterTensor> NonFinite { get; init; }

    /// <summary>Tensors that hold no floats LoraParity computes with, in the file's order.</summary>
    public required IReadOnlyList<AdapterTensor> NotFloats { get; init; }

    /// <summary>Modules whose ΔW is zero because all of A or all of B is.</summary>
    public required IReadOnlyList<AdapterModule> ZeroModules { get; init; }

    /// <summary>Whether the adapter changes nothing: no ΔW, no magnitudes, no biases, no rows or parameters of its own.</summary>
    public required bool IsNoOp { get; init; }

    /// <summary>Reads every value of a file once, in bounded memory.</summary>
    public static AdapterContent Read(AdapterFile file)
    {
        var nonFinite = new List<AdapterTensor>();
        var zero = new HashSet<AdapterTensor>();
        var floats = file.Tensors.Where(tensor => tensor.Entry.Dtype.ToPrecision() is not null).ToList();
        foreach (var tensor in floats)
        {
            var (isFinite, isZero) = Scan(tensor);
            if (!isFinite)
                nonFinite.Add(tensor);
            if (isZero)
                zero.Add(tensor);
        }

        return new AdapterContent
        {
            NonFinite = nonFinite,
            NotFloats = [.. file.Tensors.Except(floats)],
            ZeroModules = [.. file.Modules.Where(module => IsZero(module.A) || IsZero(module.B))],
            IsNoOp = file.Tensors.All(tensor => IsIdle(tensor) || IsZero(tensor)) && file.Modules.All(module => IsZero(module.A) || IsZero(module.B)),
        };

        bool IsZero(AdapterTensor? tensor) => tensor is not null && zero.Contains(tensor);
    }

    /// <summary>Whether the tensor does nothing by itself: A and B are judged together.</summary>
    private static bool IsIdle(AdapterTensor tensor) =>
        tensor.Key.Role is not (AdapterTensorRole.BBias or AdapterTensorRole.Magnitude or AdapterTensorRole.TokenRows or AdapterTensorRole.Parameter or AdapterTensorRole.Unknown);

    private static (bool IsFinite, bool IsZero) Scan(AdapterTensor tensor)
    {
        var buffer = new float[Math.Min(FloatsPerStep, tensor.Entry.Elements)];
        var (isFinite, isZero) = (true, true);
        for (var done = 0L; done < tensor.Entry.Elements; done += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, tensor.Entry.Elements - done));
            tensor.ReadFloats(done, part);
            isZero &= !part.ContainsAnyExcept(0f, -0f);
            foreach (var value in part)
                isFinite &= float.IsFinite(value);
        }

        return (isFinite, isZero);
    }
}
