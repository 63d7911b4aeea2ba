using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Checkpoints;

/// <summary>Writes small checkpoints for tests.</summary>
internal static class CheckpointFiles
{
    /// <summary>A config.json that every check accepts.</summary>
    public const string Config = """{"model_type":"llama","vocab_size":8,"hidden_size":4,"intermediate_size":6,"num_hidden_layers":1,"num_attention_heads":2}""";

    /// <summary>Writes fp32 tensors; element i of each is i.</summary>
    public static string WriteTensors(this TemporaryFolder folder, string name, params (string Name, long[] Shape)[] tensors)
    {
        var path = folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var plan = tensors.Select(tensor => new SafetensorsTensor(tensor.Name, SafetensorsDtype.F32, tensor.Shape)).ToArray();
        using var writer = new SafetensorsWriter(path, plan);
        foreach (var tensor in plan)
            writer.WriteFloats([.. Enumerable.Range(0, (int)tensor.Elements).Select(i => (float)i)]);
        writer.Complete();
        return path;
    }
}
