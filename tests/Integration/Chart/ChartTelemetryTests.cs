using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Onair.Api.EventSinks;
using Onair.Gateway;
using Onair.Gateway.Telemetry;
using Onair.Hosting.Settings;

namespace Onair.Tests.Integration.Chart;

/// <summary>What the chart says of the telemetry of the player.</summary>
public sealed class ChartTelemetryTests
{
    private const string Player = "gateway.enabled=true,gateway.keyServer.enabled=false,gateway.player.enabled=true";
    private const string Telemetry = "gateway.player.telemetry";
    private const string On = $"{Player},{Telemetry}.enabled=true";
    private const string OwnDatabase = $"{On},{Telemetry}.database.existingSecret=db";
    private const string Signaling = "signaling.enabled=true,signaling.publicUrl=https://live.example.com";
    private const string Receiver = $"{Telemetry}.downstream.enabled=true,{Telemetry}.downstream.url=https://hooks.example.com/onair";
    private const string ConnectionString = "Host=onair-postgresql;Username=onair;Password=$(DATABASE_PASSWORD);Database=postgres";

    [Fact]
    public async Task It_is_off_by_default()
    {
        var environment = Environment(await ChartRenderer.RenderAsync("--set", Player, "--set", Signaling));

        environment.Keys.ShouldNotContain(name => name.StartsWith("Telemetry__", StringComparison.Ordinal) || name.StartsWith("DOWNSTREAM_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_defaults_of_the_chart_are_those_of_the_gateway()
    {
        var expected = new TelemetrySettings { Database = ConnectionString };

        var settings = Read(Environment(await ChartRenderer.RenderAsync("--set", On, "--set", $"{Signaling},{Receiver}")));

        settings.Downstream!.Spec.ShouldBeEquivalentTo(new EventSinkSpec
        {
            Url = "https://hooks.example.com/onair",
            Format = EventFormat.Plain,
            TimeoutSeconds = 10,
            RetryAttempts = 3,
            BatchSize = 100,
            Plain = new() { Analytics = true, Events = true },
        });
        settings.Downstream.Token.ShouldBeNull();
        (settings.Database, settings.Schema, settings.RetentionDays, settings.UndeliveredDays, settings.FullAddresses, settings.Cmcd)
            .ShouldBe((expected.Database, expected.Schema, expected.RetentionDays, expected.UndeliveredDays, expected.FullAddresses, expected.Cmcd));
        (settings.SessionEventsPerSecond, settings.AddressEventsPerSecond).ShouldBe((expected.SessionEventsPerSecond, expected.AddressEventsPerSecond));
    }

    [Fact]
    public async Task The_values_become_the_settings_of_the_gateway()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file,
            """
            gateway:
              player:
                telemetry:
                  database: {existingSecret: db, key: dsn}
                  schema: viewers
                  retentionDays: 7
                  undeliveredDays: 10
                  fullAddresses: true
                  cmcd: false
                  trustedProxies: [10.1.0.0/16]
                  allowedCidrs: [10.96.0.0/12, "fd00::/8"]
                  sessionEventsPerSecond: 0.5
                  addressEventsPerSecond: 100000
                  downstream:
                    format: CloudEvents
                    tokenSecretRef: {name: hooks}
                    signingSecretRef: {name: hooks, key: signing}
                    timeout: 60
                    retryAttempts: 0
                    batchSize: 1
                    enableAnalytics: false
                    enableEvents: false
            """);
        var environment = Environment(await ChartRenderer.RenderAsync("--set", $"{On},{Receiver}", "-f", file));
        File.Delete(file);

        environment.Where(e => !e.Key.StartsWith("Player__", StringComparison.Ordinal) && !e.Key.StartsWith("KeyServer__", StringComparison.Ordinal) && !e.Key.StartsWith("Logging__", StringComparison.Ordinal))
            .Select(e => $"{e.Key}={e.Value}").ShouldBe(
                [
                    "Telemetry__Enabled=true", "Telemetry__Database=db/dsn", "Telemetry__Schema=viewers", "Telemetry__RetentionDays=7", "Telemetry__UndeliveredDays=10",
                    "Telemetry__FullAddresses=true", "Telemetry__Cmcd=false", "Telemetry__TrustedProxies__0=10.1.0.0/16", "Telemetry__AllowedCidrs__0=10.96.0.0/12",
                    "Telemetry__AllowedCidrs__1=fd00::/8", "Telemetry__SessionEventsPerSecond=0.5", "Telemetry__AddressEventsPerSecond=100000",
                    "DOWNSTREAM_SERVICE_ENABLED=true", "DOWNSTREAM_SERVICE_URL=https://hooks.example.com/onair", "DOWNSTREAM_SERVICE_FORMAT=CloudEvents",
                    "DOWNSTREAM_SERVICE_TOKEN=hooks/token", "DOWNSTREAM_SERVICE_SIGNING_SECRET=hooks/signing", "DOWNSTREAM_SERVICE_TIMEOUT=60",
                    "DOWNSTREAM_SERVICE_RETRY_ATTEMPTS=0", "DOWNSTREAM_SERVICE_BATCH_SIZE=1", "DOWNSTREAM_SERVICE_ENABLE_ANALYTICS=false", "DOWNSTREAM_SERVICE_ENABLE_EVENTS=false",
                ],
                ignoreOrder: true);
    }

    [Theory]
    [InlineData($"{On},{Signaling}", ConnectionString)]
    [InlineData($"{On},{Signaling},signaling.database.existingSecret=shared", "shared/connectionString")]
    [InlineData($"{OwnDatabase},{Signaling},signaling.database.existingSecret=shared", "db/connectionString")]
    [InlineData($"{OwnDatabase},{Signaling}", "db/connectionString")]
    [InlineData(OwnDatabase, "db/connectionString")]
    public async Task The_database_is_that_of_signaling_unless_a_Secret_names_another(string values, string expected)
    {
        var environment = Environment(await ChartRenderer.RenderAsync("--set", values));

        environment["Telemetry__Database"].ShouldBe(expected);
        environment.GetValueOrDefault("DATABASE_PASSWORD").ShouldBe(expected == ConnectionString ? "onair-signaling/databasePassword" : null);
        // Kubernetes replaces $(…) by variables that come before it.
        var names = environment.Keys.ToList();
        names.IndexOf("DATABASE_PASSWORD").ShouldBeLessThan(names.IndexOf("Telemetry__Database"));
    }

    [Theory]
    [InlineData($"{Player},{Signaling}", "signaling")]
    [InlineData($"{On},{Signaling}", "signaling gateway")]
    public async Task The_database_of_the_chart_admits_its_users_alone(string values, string expected)
    {
        var objects = await ChartRenderer.RenderAsync("--set", values);

        var ingress = objects.Single("NetworkPolicy", "onair-postgresql")["spec"]!["ingress"]!.AsArray().ShouldHaveSingleItem()!;
        ingress["ports"]!.ToJsonString().ShouldBe("""[{"port":"postgresql"}]""");
        string.Join(' ', ingress["from"]!.AsArray().Select(from => from!["podSelector"]!["matchLabels"]!["app.kubernetes.io/component"])).ShouldBe(expected);
        objects.Single("NetworkPolicy", "onair-gateway")["spec"]!["egress"]!.ToJsonString().ShouldBe("[{}]", "the database and the receiver may be anywhere");
    }

    [Fact]
    public async Task The_metrics_of_the_gateway_are_scraped()
    {
        var objects = await ChartRenderer.RenderAsync("--set", $"{OwnDatabase},metrics.podMonitor.enabled=true,metrics.serviceMonitor.enabled=true");

        ((string)objects.Single("PodMonitor", "onair-gateway")["spec"]!["podMetricsEndpoints"]![0]!["port"]!).ShouldBe("http");
        ((string)objects.Single("ServiceMonitor", "onair-gateway")["spec"]!["endpoints"]![0]!["port"]!).ShouldBe("metrics");
        ((string)objects.Single("Service", "onair-gateway-metrics")["spec"]!["ports"]![0]!["targetPort"]!).ShouldBe("http");
    }

    [Theory]
    [InlineData($"{Telemetry}.enabled=true,{Telemetry}.database.existingSecret=db", "gateway.player.telemetry.enabled: needs gateway.enabled and gateway.player.enabled")]
    [InlineData($"{OwnDatabase},gateway.player.enabled=false,gateway.streamApi.enabled=true", "gateway.player.telemetry.enabled: needs gateway.enabled and gateway.player.enabled")]
    [InlineData(On, "gateway.player.telemetry.database.existingSecret: name a Secret with the connection string of PostgreSQL, or set signaling.enabled to use its database")]
    [InlineData($"{OwnDatabase},{Telemetry}.undeliveredDays=29", "gateway.player.telemetry.undeliveredDays: must be at least retentionDays, 30, or 0 for twice as much")]
    [InlineData($"{OwnDatabase},{Telemetry}.undeliveredDays=801", "gateway.player.telemetry.undeliveredDays")]
    [InlineData($"{OwnDatabase},{Telemetry}.retentionDays=0", "gateway.player.telemetry.retentionDays")]
    [InlineData($"{OwnDatabase},{Telemetry}.retentionDays=401", "gateway.player.telemetry.retentionDays")]
    [InlineData($"{OwnDatabase},{Telemetry}.schema=a;b", "gateway.player.telemetry.schema")]
    [InlineData($"{OwnDatabase},{Telemetry}.sessionEventsPerSecond=0", "gateway.player.telemetry.sessionEventsPerSecond")]
    [InlineData($"{OwnDatabase},{Telemetry}.sessionEventsPerSecond=1001", "gateway.player.telemetry.sessionEventsPerSecond")]
    [InlineData($"{OwnDatabase},{Telemetry}.addressEventsPerSecond=100001", "gateway.player.telemetry.addressEventsPerSecond")]
    [InlineData($"{OwnDatabase},{Telemetry}.trustedProxies={{10.0.0.1}}", "gateway.player.telemetry.trustedProxies")]
    [InlineData($"{OwnDatabase},{Telemetry}.downstream.enabled=true", "gateway.player.telemetry.downstream.url")]
    [InlineData($"{OwnDatabase},{Receiver},{Telemetry}.downstream.timeout=61", "gateway.player.telemetry.downstream.timeout")]
    [InlineData($"{OwnDatabase},{Receiver},{Telemetry}.downstream.retryAttempts=51", "gateway.player.telemetry.downstream.retryAttempts")]
    [InlineData($"{OwnDatabase},{Receiver},{Telemetry}.downstream.batchSize=101", "gateway.player.telemetry.downstream.batchSize")]
    [InlineData($"{OwnDatabase},{Receiver},{Telemetry}.downstream.token=secret", "token")]
    public async Task A_wrong_value_is_named(string values, string message)
    {
        var (code, _, error) = await ChartRenderer.RunAsync("--set", values);

        code.ShouldNotBe(0);
        error.ShouldContain(message);
    }

    // The Secrets' values are not the chart's.
    private static TelemetrySettings Read(Dictionary<string, string> environment)
    {
        var variables = environment.ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => (string?)e.Value);
        variables["Player:TokenSecret"] = Convert.ToBase64String(new byte[32]);
        var reader = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(variables).Build());
        var settings = GatewaySettings.Read(reader).Telemetry;
        reader.Errors.ShouldBeEmpty();
        return settings.ShouldNotBeNull();
    }

    private static Dictionary<string, string> Environment(IEnumerable<JsonNode> objects) =>
        objects.Single("Deployment", "onair-gateway")["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .ToDictionary(e => (string)e!["name"]!, e => e!["value"]?.ToString() ?? $"{e["valueFrom"]!["secretKeyRef"]!["name"]}/{e["valueFrom"]!["secretKeyRef"]!["key"]}");
}
