using Microsoft.Extensions.Configuration;
using Onair.Hosting.Settings;
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
    [InlineData("Port", "0", "Webhook__Port: Invalid value: \"0\": must be a whole number from 1 to 65535")]
    [InlineData("HealthPort", "http", "Webhook__HealthPort: Invalid value: \"http\": must be a whole number from 1 to 65535")]
    [InlineData("HealthPort", "8443", "Webhook__HealthPort: Invalid value: \"8443\": must not be the same as Webhook__Port")]
    [InlineData("CallbackPort", "65536", "Webhook__CallbackPort: Invalid value: \"65536\": must be a whole number from 1 to 65535")]
    [InlineData("CallbackPort", "8443", "Webhook__CallbackPort: Invalid value: \"8443\": must not be the same as Webhook__Port")]
    [InlineData("CallbackPort", "8080", "Webhook__CallbackPort: Invalid value: \"8080\": must not be the same as Webhook__HealthPort")]
    [InlineData("AllowedCidrs:1", "10.0.0.0/33", "Webhook__AllowedCidrs__1: Invalid value: \"10.0.0.0/33\": must be a network such as 10.1.0.0/16 or fd00::/8")]
    [InlineData("ConnectorCidrs:0", "10.0.0.1", "Webhook__ConnectorCidrs__0: Invalid value: \"10.0.0.1\": must be a network such as 10.1.0.0/16 or fd00::/8")]
    [InlineData("DrainSeconds", "60", "Webhook__DrainSeconds: Invalid value: \"60\": must be a whole number from 0 to 25")]
    public void A_wrong_setting_is_named_with_its_value_and_rule(string field, string value, string error)
    {
        Read(out var errors, (field, value));
        errors.ShouldBe([error]);
    }

    private static WebhookSettings Read(out IReadOnlyList<string> errors, params (string Field, string Value)[] values)
    {
        var reader = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Webhook:{v.Field}", (string?)v.Value))).Build());
        var settings = WebhookSettings.Read(reader);
        errors = reader.Errors;
        return settings;
    }
}
