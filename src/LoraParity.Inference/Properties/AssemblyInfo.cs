using LoraParity.Engines;
using LoraParity.Inference.Lockstep;

[assembly: ParityEngine(typeof(CpuEngineFactory))]
