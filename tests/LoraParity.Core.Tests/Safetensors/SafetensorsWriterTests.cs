using LoraParity.Diagnostics;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Tests.Safetensors;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Complete_SeveralTensors_ReadsBackEqual()
    {
        var path = _folder["model.safetensors"];
        SafetensorsTensor[] tensors = [new("b", SafetensorsDtype.BF16, [2, 3]), new("none", SafetensorsDtype.F32, [0, 4]), new("a", SafetensorsDtype.I64, [1])];
        using (var writer = new SafetensorsWriter(path, tensors, new Dictionary<string, string> { ["format"] = "pt" }))
        {
            writer.WriteFloats([1, 2, 3]);
            writer.WriteFloats([4, 5, 6.01f]);
            writer.Write(BitConverter.GetBytes(42L));
            writer.Complete();
        }

        using var file = SafetensorsFile.Open(path);
        var floats = new float[6];
        file.ReadFloats("b", 0, floats);
        Assert.Equal([1, 2, 3, 4, 5, 6], floats);
        Assert.Equal(42L, BitConverter.ToInt64(file.Bytes(file.Find("a"))));
        Assert.Equal(0, file.Find("none").Length);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(0, file.Find("b").Offset % 8);
        Assert.Equal(["model.safetensors"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Dispose_Incomplete_LeavesTheOldFileAndNothingElse()
    {
        var path = _folder.Write("model.safetensors", "old");
        using (var writer = new SafetensorsWriter(path, [new("a", SafetensorsDtype.U8, [2])]))
            writer.Write([1]);

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Complete_MissingBytes_Throws()
    {
        using var writer = new SafetensorsWriter(_folder["x"], [new("a", SafetensorsDtype.U8, [2])]);
        writer.Write([1]);

        var exception = Assert.Throws<InvalidOperationException>(writer.Complete);

        Assert.Equal("The tensor 'a' lacks 1 bytes.", exception.Message);
    }

    [Fact]
    public void Write_MoreThanTheTensor_Throws()
    {
        using var writer = new SafetensorsWriter(_folder["x"], [new("a", SafetensorsDtype.U8, [2])]);

        var exception = Assert.Throws<InvalidOperationException>(() => writer.Write([1, 2, 3]));

        Assert.Equal("3 bytes were written where the tensor 'a' needs 2 more.", exception.Message);
    }

    [Fact]
    public void Constructor_MissingFolder_SaysWhereItCannotWrite()
    {
        var exception = Assert.Throws<InputException>(() => new SafetensorsWriter(_folder["no", "x"], []));

        Assert.StartsWith($"The file '{_folder["no", "x"]}.", exception.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("driftball", "base", "model.safetensors")]
    [InlineData("driftball", "adapter", "adapter_model.safetensors")]
    [InlineData("peft", "llama-attn", "expected.safetensors")]
    public void Complete_CopyOfALibraryFile_IsByteIdentical(params string[] parts)
    {
        var source = SharedFixtures.OrSkip(parts);
        var path = _folder["copy.safetensors"];

        using (var file = SafetensorsFile.Open(source))
            Copy(file, path);

        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(path));
    }

    public void Dispose() => _folder.Dispose();

    private static void Copy(SafetensorsFile file, string path)
    {
        var tensors = SafetensorsTensor.InLibraryOrder(file.Entries.Select(entry => new SafetensorsTensor(entry.Name, entry.Dtype, entry.Shape)));
        using var writer = new SafetensorsWriter(path, tensors, file.Metadata);
        foreach (var tensor in tensors)
            writer.Write(file.Bytes(file.Find(tensor.Name)));
        writer.Complete();
    }
}
