using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Recipes;
using LoraParity.Inference.Adapters.Variants;
using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Matrix;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Merging;

/// <summary>Which tensors a merged checkpoint has: those of the base under their names, and a head's own where it is no longer tied.</summary>
internal sealed class MergePlan
{
    private readonly MergeInputs _inputs;
    private readonly Precision _merge;
    private readonly Precision _save;
    private readonly VariantWeights _merged;
    private readonly VariantWeights _plain;
    private readonly Dictionary<string, (CheckpointTensor Tensor, List<TensorPart> Parts, bool IsChanged)> _derived = new(StringComparer.Ordinal);
    private readonly List<OutputTensor> _added = [];
    private readonly HashSet<string> _tied = new(StringComparer.Ordinal);

    private MergePlan(MergeInputs inputs, Variant variant)
    {
        _inputs = inputs;
        (_merge, _save) = (variant.Merge!.Value, variant.Save!.Value);
        _merged = new MergedWeights(inputs.Adapted, variant);
        _plain = new MergedWeights(new AdaptedModel(inputs.Model, inputs.Weights, []), variant);
    }

    /// <summary>All tensors in the base's order, then those it does not have.</summary>
    public IReadOnlyList<OutputTensor> Tensors { get; private set; } = [];

    /// <summary>Whether the merge gave tied weights different values.</summary>
    public bool IsUntied { get; private set; }

    /// <summary>Plans a merge.</summary>
    /// <param name="inputs">Base and adapters.</param>
    /// <param name="variant">A merged variant.</param>
    public static MergePlan Of(MergeInputs inputs, Variant variant)
    {
        var plan = new MergePlan(inputs, variant with { Compute = Precision.Fp32 });
        foreach (var module in inputs.Model.Modules)
        {
            foreach (var parameter in module.Parameters)
                plan.Add(module, parameter);
        }

        var kept = inputs.Checkpoint.Tensors.Where(tensor => plan._derived.ContainsKey(tensor.Name) || !plan._tied.Contains(tensor.Name));
        plan.Tensors = [.. kept.Select(plan.Output), .. plan._added];
        return plan;
    }

    private void Add(Module module, Parameter parameter)
    {
        var recipe = _merged.Recipe(module, parameter);
        var isChanged = recipe != _plain.Recipe(module, parameter);
        var owner = _inputs.Weights.OwnerOf(parameter);
        if (owner == parameter)
            AddParts(_inputs.Weights[parameter], recipe, 0, isChanged);
        else
            AddTied(parameter, recipe, _merged.Recipe(ModuleOf(owner), owner), isChanged);
    }

    /// <summary>A tied weight is stored once; where the merge has given it values of its own it becomes a tensor of its own.</summary>
    private void AddTied(Parameter parameter, WeightRecipe recipe, WeightRecipe owner, bool isChanged)
    {
        _tied.UnionWith(_inputs.Model.Aliases(parameter).SelectMany(names => names).Append(parameter.Name));
        if (recipe == owner)
            return;
        IsUntied = true;
        _added.Add(new OutputTensor(new SafetensorsTensor(parameter.Name, _save.ToDtype(), parameter.StoredShape))
        {
            Parts = [new TensorPart(recipe, 0, recipe.Outputs, 0, parameter.Layout == ParameterLayout.Transposed)],
            IsChanged = isChanged,
        });
    }

    /// <summary>Finds the tensors that the base's parameter is read from, and puts the derived rows in their place.</summary>
    private void AddParts(WeightRecipe stored, WeightRecipe derived, int firstRow, bool isChanged)
    {
        if (stored is StackedWeight stacked)
        {
            AddParts(stacked.Top, derived, firstRow, isChanged);
            AddParts(stacked.Bottom, derived, firstRow + stacked.Top.Outputs, isChanged);
            return;
        }

        var weight = (StoredWeight)stored;
        var part = new TensorPart(derived, firstRow, weight.Outputs, weight.Index, weight.Layout == ParameterLayout.Transposed);
        var (tensor, parts, wasChanged) = _derived.GetValueOrDefault(weight.Tensor.Name, (weight.Tensor, [], false));
        parts.Add(part);
        _derived[weight.Tensor.Name] = (tensor, parts, wasChanged || isChanged);
    }

    private OutputTensor Output(CheckpointTensor tensor)
    {
        if (!_derived.TryGetValue(tensor.Name, out var derived))
            return Unknown(tensor);
        if (derived.Parts.Sum(part => part.Elements) != tensor.Entry.Elements)
            throw new InputException($"The tensor '{tensor.Name}' of '{_inputs.Checkpoint.Folder}' holds more than the architecture uses; it cannot be merged.");
        return Output(tensor, [.. derived.Parts.OrderBy(part => part.Slice)]) with { IsChanged = derived.IsChanged };
    }

    /// <summary>
    /// What the architecture does not know, such as a vision tower, goes along as transformers would cast it; integers and tables
    /// of frequencies stay as they are.
    /// </summary>
    private OutputTensor Unknown(CheckpointTensor tensor)
    {
        if (tensor.Dtype.ToPrecision() is null || tensor.Entry.Elements == 0 || tensor.Name.EndsWith(".inv_freq", StringComparison.Ordinal))
            return new OutputTensor(new SafetensorsTensor(tensor.Name, tensor.Dtype, tensor.Shape)) { Copy = tensor, Source = tensor };
        var columns = tensor.Shape.Count == 0 ? 1 : checked((int)tensor.Shape[^1]);
        var rows = checked((int)(tensor.Entry.Elements / columns));
        var cast = new StoredWeight(tensor, ParameterLayout.Matrix, rows, columns, 0).CastTo(_merge).CastTo(_save);
        return Output(tensor, [new TensorPart(cast, 0, rows, 0, IsTransposed: false)]);
    }

    private OutputTensor Output(CheckpointTensor tensor, IReadOnlyList<TensorPart> parts)
    {
        var output = new OutputTensor(new SafetensorsTensor(tensor.Name, _save.ToDtype(), tensor.Shape)) { Source = tensor };
        var isCopy = tensor.Dtype == output.Tensor.Dtype && parts.All(part => part.Recipe is StoredWeight stored && stored.Tensor == tensor);
        return isCopy ? output with { Copy = tensor } : output with { Parts = parts };
    }

    private Module ModuleOf(Parameter parameter) =>
        _inputs.Model.Modules.First(module => module.Parameters.Contains(parameter));
}
