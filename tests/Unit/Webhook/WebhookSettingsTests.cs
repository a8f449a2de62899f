using Microsoft.Extensions.Configuration;
using Onair.Webhook;

namespace Onair.Tests.Unit.Webhook;

public sealed class WebhookSettingsTests
{
    [Fact]
    public void Without_any_it_has_the_ports_and_the_folder_of_the_chart()
    {
        Read(out var errors).ShouldBeEquivalentTo(new WebhookSettings
        {
            Port = 8443,
            HealthPort = 8080,
            CallbackPort = 8081,
            CertificateFolder = "/var/run/secrets/onair.dev/webhook",
            Drain = TimeSpan.FromSeconds(5),
        });
        errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Port", "0", "Webhook:Port must be a whole number from 1 to 65535 (environment: Webhook__Port)")]
    [InlineData("HealthPort", "http", "Webhook:HealthPort must be a whole number from 1 to 65535 (environment: Webhook__HealthPort)")]
    [InlineData("HealthPort", "8443", "Webhook:HealthPort must not be the same as Webhook:Port (environment: Webhook__HealthPort)")]
    [InlineData("CallbackPort", "65536", "Webhook:CallbackPort must be a whole number from 1 to 65535 (environment: Webhook__CallbackPort)")]
    [InlineData("CallbackPort", "8443", "Webhook:CallbackPort must not be the same as Webhook:Port or Webhook:HealthPort (environment: Webhook__CallbackPort)")]
    [InlineData("CallbackPort", "8080", "Webhook:CallbackPort must not be the same as Webhook:Port or Webhook:HealthPort (environment: Webhook__CallbackPort)")]
    [InlineData("AllowedCidrs:1", "10.0.0.0/33", "Webhook:AllowedCidrs:0 must be a network such as 10.1.0.0/16 or fd00::/8; it is '10.0.0.0/33' (environment: Webhook__AllowedCidrs__0)")]
    [InlineData("DrainSeconds", "60", "Webhook:DrainSeconds must be a whole number from 0 to 25 (environment: Webhook__DrainSeconds)")]
    public void A_wrong_setting_is_named_with_its_rule(string field, string value, string error)
    {
        Read(out var errors, (field, value)).ShouldBeNull();
        errors.ShouldBe([error]);
    }

    private static WebhookSettings? Read(out IReadOnlyList<string> errors, params (string Field, string Value)[] values) =>
        WebhookSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Webhook:{v.Field}", (string?)v.Value))).Build()
                .GetSection(WebhookSettings.Section),
            out errors);
}
