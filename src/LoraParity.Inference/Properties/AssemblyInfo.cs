using LoraParity.Inference.Lockstep;
using LoraParity.Running;

[assembly: ParityEngine(typeof(CpuEngineFactory))]
