using Onair.Operator;

namespace Onair.Tests.Unit.Operator.WebhookCertificates;

public sealed class WebhookOptionsTests
{
    [Fact]
    public void The_defaults_keep_the_rules() => new WebhookOptions().Validate();

    [Theory]
    [InlineData(0, 90, 10, 60, 1, "Onair:Webhook:CaDays: 0: must be more than zero")]
    [InlineData(365, -1, 10, 60, 1, "Onair:Webhook:LeafDays: -1: must be more than zero")]
    [InlineData(365, 90, 0, 60, 1, "Onair:Webhook:CheckSeconds: 0: must be more than zero")]
    [InlineData(365, 90, 10, -0.5, 1, "Onair:Webhook:SettleSeconds: -0.5: must not be negative")]
    [InlineData(365, 90, 10, 60, double.NaN, "Onair:Webhook:RetireDays: NaN: must be more than zero")]
    [InlineData(0.001, 90, 10, 60, 1, "Onair:Webhook:SettleSeconds: 60: must be at most a sixth of CaDays")]
    public void A_setting_that_cannot_be_is_named(double ca, double leaf, double check, double settle, double retire, string message)
    {
        var options = new WebhookOptions { CaDays = ca, LeafDays = leaf, CheckSeconds = check, SettleSeconds = settle, RetireDays = retire };

        Should.Throw<ArgumentException>(options.Validate).Message.ShouldBe(message);
    }
}
