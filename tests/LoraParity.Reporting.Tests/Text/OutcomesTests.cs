using LoraParity.Judgement;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.Tests.Text;

public sealed class OutcomesTests
{
    [Theory]
    [InlineData("1 case: 1 ok.", Outcome.Passed)]
    [InlineData("3 cases: 2 ok, 1 drift.", Outcome.Drifted, Outcome.Passed, Outcome.Passed)]
    public void Line_Outcomes_AreCounted(string expected, params Outcome[] outcomes) => Assert.Equal(expected, Outcomes.Line(outcomes));
}
