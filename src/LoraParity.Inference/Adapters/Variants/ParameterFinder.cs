using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Variants;

/// <summary>Finds parameters in a checkpoint under their own or another name and collects what is wrong with them.</summary>
/// <param name="checkpoint">The checkpoint.</param>
/// <param name="aliases">Other places of a parameter; each is a list of tensors to stack by rows.</param>
internal sealed class ParameterFinder(Checkpoint checkpoint, Func<Parameter, IEnumerable<IReadOnlyList<string>>> aliases)
{
    private const int MostShown = 5;

    private readonly List<string> _missing = [];
    private readonly List<Diagnostic> _problems = [];

    /// <summary>A parameter; null where there is none or it does not fit, which is noted.</summary>
    public WeightRecipe? Find(Parameter parameter)
    {
        if (Locate(parameter) is { } tensors)
            return Stacked(tensors, parameter);
        if (!_missing.Contains(parameter.Name))
            _missing.Add(parameter.Name);
        return null;
    }

    /// <summary>A parameter; null where there is none, which may be, or it does not fit, which is noted.</summary>
    public WeightRecipe? TryFind(Parameter parameter) => Locate(parameter) is { } tensors ? Stacked(tensors, parameter) : null;

    /// <summary>Throws what was noted.</summary>
    /// <exception cref="InputException">Something was.</exception>
    public void ThrowOnProblems()
    {
        if (_missing.Count > 0)
            _problems.Insert(0, new Diagnostic($"The checkpoint '{checkpoint.Folder}' lacks {Names()}; it is incomplete or of another architecture than its config.json says."));
        if (_problems.Count > 0)
            throw new InputException(_problems);
    }

    private List<CheckpointTensor>? Locate(Parameter parameter)
    {
        foreach (var names in aliases(parameter).Prepend([parameter.Name]))
        {
            var tensors = names.Select(name => checkpoint.TryFind(name, out var tensor) ? tensor : null).OfType<CheckpointTensor>().ToList();
            if (tensors.Count == names.Count)
                return tensors;
        }

        return null;
    }

    private WeightRecipe? Stacked(List<CheckpointTensor> tensors, Parameter parameter)
    {
        var isWhole = tensors.Count == 1 && tensors[0].Name == parameter.Name;
        var part = isWhole || parameter.Layout != ParameterLayout.Slice
            ? parameter
            : parameter with { Rows = parameter.Rows / tensors.Count, Layout = ParameterLayout.Matrix, Index = 0, Count = 1 };
        return tensors.TrueForAll(tensor => Fits(tensor, part.StoredShape))
            ? tensors.Select(WeightRecipe (tensor) => StoredWeight.Of(tensor, part)).Aggregate((top, bottom) => new StackedWeight(top, bottom))
            : null;
    }

    private bool Fits(CheckpointTensor tensor, IReadOnlyList<long> expected)
    {
        if (!tensor.Shape.SequenceEqual(expected))
        {
            _problems.Add(new Diagnostic(
                $"The tensor '{tensor.Name}' of '{checkpoint.Folder}' has shape [{string.Join(", ", tensor.Shape)}], but config.json asks for [{string.Join(", ", expected)}]."));
            return false;
        }

        if (tensor.Dtype.ToPrecision() is not null)
            return true;
        _problems.Add(new Diagnostic(
            $"The tensor '{tensor.Name}' of '{checkpoint.Folder}' is stored as {tensor.Dtype.Name()}; weights must be F32, BF16 or F16."));
        return false;
    }

    private string Names()
    {
        var shown = string.Join(", ", _missing.Take(MostShown).Select(name => $"'{name}'"));
        var rest = _missing.Count - MostShown;
        return $"{(_missing.Count == 1 ? "the tensor" : "the tensors")} {shown}{(rest > 0 ? $" and {rest} more" : "")}";
    }
}
