using System.Buffers.Binary;
using System.Text;
using LoraParity.Diagnostics;
using LoraParity.Matrix;
using LoraParity.Numerics;
using LoraParity.Safetensors;
using LoraParity.TestKit;

namespace LoraParity.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_WellFormedFile_GivesEntriesMetadataAndBytes()
    {
        var path = Write("""{"__metadata__":{"format":"pt"},"b":{"dtype":"I64","shape":[],"data_offsets":[4,12]},"a":{"dtype":"U8","shape":[2,2],"data_offsets":[0,4]}}""", [1, 2, 3, 4, 9, 0, 0, 0, 0, 0, 0, 0]);

        using var file = SafetensorsFile.Open(path);

        Assert.Equal(["a", "b"], file.Entries.Select(entry => entry.Name));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal([1, 2, 3, 4], file.Bytes(file.Find("a")).ToArray());
        Assert.Equal([3, 4], file.Bytes(file.Find("a"), 2, 2).ToArray());
        Assert.Equal(1, file.Find("b").Elements);
        Assert.Equal(9, BinaryPrimitives.ReadInt64LittleEndian(file.Bytes(file.Find("b"))));
    }

    [Theory]
    [InlineData("F32", Precision.Fp32)]
    [InlineData("BF16", Precision.Bf16)]
    [InlineData("F16", Precision.Fp16)]
    public void ReadFloats_EachFloatType_ReadsTheSliceExactly(string dtype, Precision precision)
    {
        float[] values = [1f, -0.5f, 3f, 1024f, 0f];
        var data = new byte[values.Length * precision.Bytes()];
        StoredFloats.Narrow(precision, values, data);
        using var file = SafetensorsFile.Open(Write($$$"""{"w":{"dtype":"{{{dtype}}}","shape":[5],"data_offsets":[0,{{{data.Length}}}]}}""", data));
        var read = new float[3];

        file.ReadFloats("w", 1, read);

        Assert.Equal(values[1..4], read);
    }

    [Fact]
    public void ReadFloats_Integers_SaysWhatIsReadable()
    {
        using var file = SafetensorsFile.Open(Write("""{"ids":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", new byte[4]));

        var exception = Assert.Throws<InputException>(() => file.ReadFloats("ids", 0, new float[1]));

        Assert.Equal($"The tensor 'ids' of '{file.Path}' is stored as I32; floats are read from F32, BF16 and F16 only.", exception.Message);
    }

    [Fact]
    public void ReadFloats_BeyondTheTensor_Throws()
    {
        using var file = SafetensorsFile.Open(Write("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]));

        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadFloats("w", 1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadFloats("w", long.MaxValue, new float[1]));
    }

    [Fact]
    public void Find_UnknownTensor_NamesFileAndTensor()
    {
        using var file = SafetensorsFile.Open(Write("{}", []));

        var exception = Assert.Throws<InputException>(() => file.Find("w"));

        Assert.Equal($"The file '{file.Path}' has no tensor 'w'.", exception.Message);
    }

    [SkippableFact]
    public void ReadFloats_TensorBeyondTwoGibibytes_ReadsItsLastElement()
    {
        Skip.If(OperatingSystem.IsWindows(), "NTFS would really allocate the file.");
        const long Elements = (3L << 30) / 2;
        var path = Write($$$"""{"w":{"dtype":"F16","shape":[{{{Elements}}}],"data_offsets":[0,{{{Elements * 2}}}]}}""", []);
        using (var stream = File.OpenWrite(path))
        {
            stream.SetLength(stream.Length + (Elements * 2));
            stream.Position = stream.Length - 2;
            stream.Write([0x00, 0x3C]);
        }

        using var file = SafetensorsFile.Open(path);
        var last = new float[2];
        file.ReadFloats("w", Elements - 2, last);

        Assert.Equal([0f, 1f], last);
    }

    [Fact]
    public void Bytes_AfterDispose_Throws()
    {
        var file = SafetensorsFile.Open(Write("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", [7]));
        var entry = file.Find("a");
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Bytes(entry).Length);
    }

    public static TheoryData<string, string, int, string> MalformedHeaders { get; } = new()
    {
        { "not JSON", """{"a":""", 0, "The header of '{0}' is not valid JSON at byte 5 of line 1; the file is damaged or not a safetensors file." },
        { "trailing text", """{} x""", 0, "The header of '{0}' is not valid JSON at byte 3 of line 1; the file is damaged or not a safetensors file." },
        { "a list", "[]", 0, "The header of '{0}' must be a JSON object that maps tensor names to their dtype, shape and data_offsets." },
        { "duplicate name", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "The header of '{0}' names the tensor 'a' twice." },
        { "entry is a number", """{"a":1}""", 0, "The header of '{0}' describes the tensor 'a' by something other than an object." },
        { "no dtype", """{"a":{"shape":[1],"data_offsets":[0,1]}}""", 1, "The header of '{0}' gives no 'dtype' for the tensor 'a'." },
        { "no shape", """{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1, "The header of '{0}' gives no 'shape' for the tensor 'a'." },
        { "no offsets", """{"a":{"dtype":"U8","shape":[1]}}""", 1, "The header of '{0}' gives no 'data_offsets' for the tensor 'a'." },
        { "dtype is a number", """{"a":{"dtype":8,"shape":[1],"data_offsets":[0,1]}}""", 1, "The header of '{0}' gives a 'dtype' for the tensor 'a' that is not a string." },
        { "shape with a fraction", """{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "The header of '{0}' gives a 'shape' for the tensor 'a' that is not a list of whole numbers." },
        { "shape beyond 64 bits", """{"a":{"dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,1]}}""", 1, "The header of '{0}' gives a 'shape' for the tensor 'a' that is not a list of whole numbers." },
        { "three offsets", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", 1, "The header of '{0}' gives 3 data_offsets for the tensor 'a' where 2 were expected." },
        { "unknown dtype", """{"a":{"dtype":"F12","shape":[1],"data_offsets":[0,1]}}""", 1, "The tensor 'a' of '{0}' has the dtype 'F12', which is not one of BOOL, U8, I8, F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, I16, U16, F16, BF16, I32, U32, F32, C64, F64, I64, U64." },
        { "negative shape", """{"a":{"dtype":"U8","shape":[-1,-1],"data_offsets":[0,1]}}""", 1, "The tensor 'a' of '{0}' has the negative dimension -1 in its shape [-1, -1]." },
        { "overflowing shape", """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "The tensor 'a' of '{0}' has the shape [4294967296, 4294967296], which is more than any file can hold." },
        { "shape and offsets disagree", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "The tensor 'a' of '{0}' has 4 bytes but its shape [2] of F32 needs 8." },
        { "offsets backwards", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "The tensor 'a' of '{0}' has the data offsets [1, 0], which do not describe a range." },
        { "negative offset", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}""", 1, "The tensor 'a' of '{0}' has the data offsets [-1, 0], which do not describe a range." },
        { "beyond the file", """{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", 4, "The tensor 'a' of '{0}' ends at byte 8 of the data but the file holds only 4; the file is truncated or was copied incompletely." },
        { "overlap", """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "The tensor 'b' of '{0}' begins at byte 1 of the data, inside the tensor before it, which ends at 2." },
        { "hole", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, "The tensor 'b' of '{0}' begins at byte 2 of the data but the tensor before it ends at 1; no tensor owns the bytes between." },
        { "bytes after the last", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 3, "The file '{0}' has 2 bytes after its last tensor that belong to none; it is damaged." },
        { "metadata is a list", """{"__metadata__":[]}""", 0, "The header of '{0}' has a '__metadata__' that is not an object of strings." },
        { "metadata with a number", """{"__metadata__":{"n":1}}""", 0, "The header of '{0}' has a '__metadata__' whose value of 'n' is not a string." },
        { "invalid UTF-8", "{\"\u00FF\":1}", 0, "The header of '{0}' is not valid UTF-8; the file is damaged or not a safetensors file." },
    };

    [Theory]
    [MemberData(nameof(MalformedHeaders))]
    public void Open_MalformedHeader_SaysWhatIsWrongInOneSentence(string what, string header, int dataBytes, string expected)
    {
        var path = Write(header, new byte[dataBytes], Encoding.Latin1);

        var exception = Assert.Throws<InputException>(() => SafetensorsFile.Open(path));

        Assert.True(string.Format(null, expected, path) == exception.Message, $"{what}: {exception.Message}");
    }

    public static TheoryData<string, byte[], string> MalformedFiles { get; } = new()
    {
        { "empty", [], "The file '{0}' is empty." },
        { "five bytes", [1, 2, 3, 4, 5], "The file '{0}' has only 5 bytes; a safetensors file begins with 8 bytes that give the length of its header." },
        { "header beyond the file", [100, 0, 0, 0, 0, 0, 0, 0, 123, 125], "The header of '{0}' claims 100 bytes but only 2 follow; the file is truncated or not a safetensors file." },
        { "header length all ones", [255, 255, 255, 255, 255, 255, 255, 255, 123, 125], "The header of '{0}' claims 18446744073709551615 bytes but only 2 follow; the file is truncated or not a safetensors file." },
        { "header of no bytes", [0, 0, 0, 0, 0, 0, 0, 0], "The header of '{0}' is not valid JSON at byte 0 of line 1; the file is damaged or not a safetensors file." },
        { "LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 902\n"u8.ToArray(), "The file '{0}' is a Git LFS pointer, not the weights; fetch them with 'git lfs pull'." },
        { "pickle", "PK\u0003\u0004archive/data.pkl"u8.ToArray(), "The file '{0}' is a pickled PyTorch archive, not safetensors; save the tensors with safetensors.torch.save_file." },
        { "GGUF", "GGUF\u0003\0\0\0\0\0\0\0"u8.ToArray(), "The file '{0}' is a GGUF file, not safetensors; use the checkpoint that it was converted from." },
        { "web page", "<!DOCTYPE html><html>"u8.ToArray(), "The file '{0}' is a web page, not safetensors; the download went wrong." },
    };

    [Theory]
    [MemberData(nameof(MalformedFiles))]
    public void Open_MalformedFile_SaysWhatIsWrongInOneSentence(string what, byte[] bytes, string expected)
    {
        var path = _folder["model.safetensors"];
        File.WriteAllBytes(path, bytes);

        var exception = Assert.Throws<InputException>(() => SafetensorsFile.Open(path));

        Assert.True(string.Format(null, expected, path) == exception.Message, $"{what}: {exception.Message}");
    }

    [Fact]
    public void Open_HeaderAboveTheLimit_IsRefusedWithoutReadingIt()
    {
        var path = _folder["model.safetensors"];
        using (var stream = File.Create(path))
        {
            stream.Write(BitConverter.GetBytes(100_000_001L));
            stream.SetLength(100_000_100);
        }

        var exception = Assert.Throws<InputException>(() => SafetensorsFile.Open(path));

        Assert.Equal($"The header of '{path}' claims 100000001 bytes; more than 100000000 are not accepted.", exception.Message);
    }

    [Fact]
    public void Open_Directory_SaysSo()
    {
        var exception = Assert.Throws<InputException>(() => SafetensorsFile.Open(_folder.Path));

        Assert.Equal($"'{_folder.Path}' is a directory where a safetensors file was expected.", exception.Message);
    }

    [Fact]
    public void Open_MissingFile_SaysSo()
    {
        var exception = Assert.Throws<InputException>(() => SafetensorsFile.Open(_folder["none"]));

        Assert.Equal($"The file '{_folder["none"]}' does not exist.", exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string header, byte[] data, Encoding? encoding = null)
    {
        var json = (encoding ?? Encoding.UTF8).GetBytes(header);
        var path = _folder["model.safetensors"];
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. data]);
        return path;
    }
}
