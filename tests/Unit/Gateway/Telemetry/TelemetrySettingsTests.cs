using Onair.Api.EventSinks;
using Onair.Gateway;
using Onair.Gateway.Telemetry;
using Onair.Tests.Unit.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Telemetry;

public sealed class TelemetrySettingsTests
{
    private static readonly (string, string?)[] On = [("Telemetry:Enabled", "true"), ("Telemetry:Database", "Host=postgresql;Username=onair;Password=secret-1;Database=onair")];

    [Fact]
    public void Telemetry_is_off_unless_enabled() => GatewaySettings.Read(PlayerHost.Reader()).Telemetry.ShouldBeNull();

    [Fact]
    public void The_names_of_the_earlier_document_work()
    {
        var settings = Read(
            [
                ("DOWNSTREAM_SERVICE_ENABLED", "true"), ("DOWNSTREAM_SERVICE_URL", "https://your-service.example/api/streams"), ("DOWNSTREAM_SERVICE_TOKEN", "s3cret"),
                ("DOWNSTREAM_SERVICE_TIMEOUT", "7"), ("DOWNSTREAM_SERVICE_RETRY_ATTEMPTS", "5"), ("DOWNSTREAM_SERVICE_BATCH_SIZE", "9"),
                ("DOWNSTREAM_SERVICE_ENABLE_ANALYTICS", "false"), ("DOWNSTREAM_SERVICE_ENABLE_EVENTS", "false"),
            ],
            out var errors)!;

        errors.ShouldBeEmpty();
        var (spec, token) = settings.Downstream!;
        (spec.Url, token, spec.TimeoutSeconds, spec.RetryAttempts, spec.BatchSize, spec.Plain.Analytics, spec.Plain.Events, spec.Format)
            .ShouldBe(("https://your-service.example/api/streams", "s3cret", 7, 5, 9, false, false, EventFormat.Plain));
        (settings.RetentionDays, settings.UndeliveredDays, settings.FullAddresses, settings.Cmcd).ShouldBe((30, 60, false, true));
    }

    [Fact]
    public void Without_a_receiver_events_are_stored_alone() => Read([], out _)!.Downstream.ShouldBeNull();

    [Theory]
    [InlineData("Telemetry:Database", "", "Telemetry__Database: Required value: must be a connection string such as")]
    [InlineData("Telemetry:Database", "Password=secret-1", "Telemetry__Database: Invalid value: \"…\": must be a connection string such as")]
    [InlineData("Telemetry:Schema", "a;b", "Telemetry__Schema: Invalid value: \"a;b\": must be 1 to 63 lowercase letters, digits and '_', with a letter at its start")]
    [InlineData("Telemetry:RetentionDays", "0", "Telemetry__RetentionDays: Invalid value: \"0\": must be a whole number from 1 to 400")]
    [InlineData("Telemetry:UndeliveredDays", "29", "Telemetry__UndeliveredDays: Invalid value: \"29\": must be a whole number from 30 to 800")]
    [InlineData("Telemetry:TrustedProxies:0", "10.0.0.1/99", "Telemetry__TrustedProxies__0: Invalid value: \"10.0.0.1/99\": must be a network")]
    [InlineData("DOWNSTREAM_SERVICE_URL", "http://10.0.0.1/", "DOWNSTREAM_SERVICE_URL: Invalid value: \"http://10.0.0.1/\": ")]
    [InlineData("DOWNSTREAM_SERVICE_URL", null, "DOWNSTREAM_SERVICE_URL: Required value: must be an absolute http or https URL")]
    [InlineData("DOWNSTREAM_SERVICE_SIGNING_SECRET", "whsec_short", "DOWNSTREAM_SERVICE_SIGNING_SECRET: Invalid value: \"…\": line 1 is not a signing secret")]
    [InlineData("Player:Enabled", "false", "Telemetry__Enabled: Invalid value: \"true\": needs Player__Enabled")]
    public void A_wrong_setting_is_named_with_its_rule(string name, string? value, string error)
    {
        Read([("DOWNSTREAM_SERVICE_ENABLED", "true"), ("DOWNSTREAM_SERVICE_URL", "https://a.example/"), (name, value)], out var errors);

        errors.ShouldHaveSingleItem().ShouldStartWith(error);
        errors[0].ShouldNotContain("secret-1");
    }

    private static TelemetrySettings? Read((string, string?)[] changes, out IReadOnlyList<string> errors)
    {
        var reader = PlayerHost.Reader([.. On, .. changes]);
        var settings = GatewaySettings.Read(reader).Telemetry;
        errors = reader.Errors;
        return settings;
    }
}
