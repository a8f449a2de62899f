using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Tests.Unit.Operator.AwsAccounts.Limits;

/// <summary>What the status shows of a budget.</summary>
public sealed class AccountBudgetsTests
{
    private static readonly AwsBudgetStatus Former = new() { RequestsPerSecond = 5, Streams = 100, Running = 4, DriftCheckInterval = "15m", AlertInterval = "10s" };

    public static TheoryData<AwsBudgetStatus, bool> Changes => new()
    {
        { Former with { Streams = 109 }, false },
        { Former with { Streams = 112 }, true },
        { Former with { Streams = 90 }, true },
        { Former with { Running = 5 }, true },
        { Former with { RequestsPerSecond = 4 }, true },
        { Former with { DriftCheckInterval = "20m" }, true },
        { Former with { AlertInterval = "20s" }, true },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void The_status_changes_by_steps(AwsBudgetStatus now, bool shown) => AccountBudgets.Shown(Former, now).ShouldBe(shown ? now : Former);

    [Fact]
    public void The_former_budget_is_shown_until_one_is_computed()
    {
        AccountBudgets.Shown(Former, null).ShouldBe(Former);
        AccountBudgets.Shown(null, Former).ShouldBe(Former);
        new AccountBudgets()["p"].ShouldBeNull();
    }
}
