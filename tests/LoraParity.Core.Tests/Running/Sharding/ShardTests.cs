using LoraParity.Diagnostics;
using LoraParity.Running.Sharding;

namespace LoraParity.Core.Tests.Running.Sharding;

public sealed class ShardTests
{
    [Theory]
    [InlineData("LORAPARITY_SHARD=3/8", "3/8")]
    [InlineData("LORAPARITY_SHARD=1/1", "1/1")]
    [InlineData("LORAPARITY_SHARD=off;CI_NODE_INDEX=2;CI_NODE_TOTAL=4", null)]
    [InlineData("LORAPARITY_SHARD=2/3;SLURM_ARRAY_TASK_ID=0;SLURM_ARRAY_TASK_COUNT=8", "2/3")]
    [InlineData("SLURM_ARRAY_TASK_ID=0;SLURM_ARRAY_TASK_COUNT=8", "1/8")]
    [InlineData("SLURM_ARRAY_TASK_ID=8;SLURM_ARRAY_TASK_COUNT=8;SLURM_ARRAY_TASK_MIN=1", "8/8")]
    [InlineData("SLURM_ARRAY_TASK_ID=14;SLURM_ARRAY_TASK_COUNT=8;SLURM_ARRAY_TASK_MIN=0;SLURM_ARRAY_TASK_STEP=2", "8/8")]
    [InlineData("SLURM_ARRAY_TASK_ID=5", null)]
    [InlineData("JOB_COMPLETION_INDEX=0;LORAPARITY_SHARD_TOTAL=5", "1/5")]
    [InlineData("CI_NODE_INDEX=4;CI_NODE_TOTAL=4", "4/4")]
    [InlineData("CI_NODE_TOTAL=1", null)]
    [InlineData("CI_NODE_INDEX=1;CI_NODE_TOTAL=1", null)]
    [InlineData("", null)]
    public void Detect_Variables_GiveTheShard(string variables, string? expected) => Assert.Equal(expected, Detect(variables)?.ToString());

    [Theory]
    [InlineData("LORAPARITY_SHARD=9/8", "LORAPARITY_SHARD is '9/8' but must be INDEX/COUNT with an index from 1 to the count, for example '3/8'.")]
    [InlineData("LORAPARITY_SHARD=0/8", "LORAPARITY_SHARD is '0/8' but must be INDEX/COUNT with an index from 1 to the count, for example '3/8'.")]
    [InlineData("LORAPARITY_SHARD=3", "LORAPARITY_SHARD is '3' but must be INDEX/COUNT with an index from 1 to the count, for example '3/8'.")]
    [InlineData(
        "SLURM_ARRAY_TASK_ID=9;SLURM_ARRAY_TASK_COUNT=3;SLURM_ARRAY_TASK_MIN=1",
        "SLURM_ARRAY_TASK_ID makes this shard 9 of 3, which does not exist: number the array's tasks without gaps, for example '--array=0-7', or set LORAPARITY_SHARD, for example to '3/8'.")]
    [InlineData(
        "JOB_COMPLETION_INDEX=2",
        "JOB_COMPLETION_INDEX is set, which makes this process one of several, but LORAPARITY_SHARD_TOTAL does not say of how many: set it to the job's completions, or LORAPARITY_SHARD=off to run everything.")]
    [InlineData(
        "CI_NODE_INDEX=0;CI_NODE_TOTAL=4",
        "CI_NODE_INDEX makes this shard 0 of 4, which does not exist: set both as GitLab does for 'parallel', or set LORAPARITY_SHARD, for example to '3/8'.")]
    public void Detect_Nonsense_IsOneSentence(string variables, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Detect(variables)).Message);

    private static Shard? Detect(string variables)
    {
        var set = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        return Shard.Detect(set.GetValueOrDefault);
    }
}
