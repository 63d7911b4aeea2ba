using LoraParity.Safetensors;

namespace LoraParity.Cli.Recording;

/// <summary>One fp32 tensor of a recording that lies in the spool.</summary>
/// <param name="Tensor">Name and shape.</param>
/// <param name="Place">Where it begins in the spool, in bytes.</param>
internal sealed record RecordedTensor(SafetensorsTensor Tensor, long Place);
