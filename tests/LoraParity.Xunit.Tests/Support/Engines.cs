using LoraParity.Engines;
using LoraParity.TestKit.Rehearsals;

[assembly: ParityEngine(typeof(RehearsedEngineFactory))]
