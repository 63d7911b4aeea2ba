using LoraParity.Inference.Architectures.Modules;
using LoraParity.Inference.Checkpoints;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>A parameter as a file holds it.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Layout">How it lies in the file.</param>
/// <param name="Rows">Rows of the parameter.</param>
/// <param name="Columns">Columns of the parameter.</param>
/// <param name="Index">The slice, where the tensor has several.</param>
internal sealed record StoredWeight(CheckpointTensor Tensor, ParameterLayout Layout, int Rows, int Columns, int Index)
    : WeightRecipe(Rows, Columns, Tensor.Entry.Dtype.ToPrecision()!.Value)
{
    public static StoredWeight Of(CheckpointTensor tensor, Parameter parameter) =>
        new(tensor, parameter.Layout, parameter.Rows, parameter.Columns, parameter.Index);

    public override bool IsConv1D => Layout == ParameterLayout.Transposed;

    public override IEnumerable<WeightRecipe> Parts => [];

    public override IEnumerable<CheckpointTensor> Tensors => [Tensor];

    public override void ReadRows(int first, int count, Span<float> destination)
    {
        var values = destination[..checked(count * Inputs)];
        if (Layout == ParameterLayout.Transposed)
            ReadTransposed(first, count, values);
        else
            Tensor.ReadFloats(((long)Index * Outputs + first) * Inputs, values);
    }

    private void ReadTransposed(int first, int count, Span<float> destination)
    {
        var part = new float[count];
        for (var column = 0; column < Inputs; column++)
        {
            Tensor.ReadFloats((long)column * Outputs + first, part);
            for (var row = 0; row < count; row++)
                destination[row * Inputs + column] = part[row];
        }
    }
}
