using Onair.Api.Common;
using Onair.Operator;

namespace Onair.Tests.Unit.Operator;

public sealed class ConditionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void A_message_is_never_longer_than_the_schema_lets_it_be(int beyond)
    {
        const int most = 32_768;
        var conditions = new Conditions([], 1, DateTimeOffset.UnixEpoch);

        conditions.Set(ConditionTypes.Stalled, true, "Invalid", new string('x', most + beyond));

        var message = conditions.All.ShouldHaveSingleItem().Message;
        message.Length.ShouldBe(most);
        message.EndsWith('…').ShouldBe(beyond > 0);
    }
}
