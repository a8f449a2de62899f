using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Onair.Tests.Integration.Webhook;

/// <summary>What happens when the webhook is killed, stopped or gets a new certificate.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class OperationTests(WebhookRig rig) : IClassFixture<WebhookRig>
{
    [Fact]
    public async Task While_it_is_down_the_failure_policy_decides()
    {
        var bad = rig.Manifest("unseen", $"{{providerRef: {{name: {rig.Name}}}, archive: {{path: 's3://bucket/{{uid}}'}}}}");
        await rig.RegisterAsync("Ignore");
        await rig.Webhook.KillAsync();
        await Eventually.ShouldBeAsync(
            async () => await rig.KubectlAsync(bad, "apply", "-f", "-") is { ExitCode: 0, Errors: "" }, "everything passes under failurePolicy Ignore");

        await rig.Webhook.StartAsync();
        await rig.RegisterAsync("Fail");
        await rig.Webhook.KillAsync();
        await Eventually.ShouldBeAsync(
            async () => (await rig.KubectlAsync(rig.Manifest("other", "{}"), "apply", "-f", "-")).Errors.Contains("failed calling webhook", StringComparison.Ordinal),
            "an edit is refused under failurePolicy Fail");

        await rig.Webhook.StartAsync();
        // What got past it is no reason to refuse the way out.
        var stopped = await rig.ApplyAsync(bad.Replace("{providerRef", "{state: Stopped, onAirGuard: true, providerRef", StringComparison.Ordinal));
        stopped.Errors.ShouldContain("Warning: spec.archive.path: Invalid value: \"s3://bucket/{uid}\": must contain {unix}, so that sessions do not overwrite each other; only a stop is carried out until it is fixed");
    }

    [Fact]
    public async Task A_new_certificate_is_served_within_seconds()
    {
        var former = await SerialNumberAsync();

        rig.Webhook.RenewCertificate();

        await Eventually.ShouldBeAsync(async () => await SerialNumberAsync() != former, "a new connection gets the new certificate");
        (await rig.KubectlAsync(rig.Manifest("after", $"{{providerRef: {{name: {rig.Name}}}, archive: {{path: 's3://bucket/{{uid}}'}}}}"), "apply", "-f", "-"))
            .Errors.ShouldContain("must contain {unix}");
    }

    [Fact]
    public async Task On_SIGTERM_it_is_not_ready_any_more_and_ends_in_peace()
    {
        var end = rig.Webhook.TerminateAsync();

        await Eventually.ShouldBeAsync(
            async () => await rig.Webhook.StatusAsync("/readyz") == HttpStatusCode.ServiceUnavailable, "it is not ready, but answers");
        await end;
        await rig.Webhook.StartAsync();
    }

    [Fact]
    public async Task Requests_are_counted()
    {
        await rig.KubectlAsync(rig.Manifest("counted", $"{{providerRef: {{name: {rig.Name}}}, archive: {{path: 's3://bucket/{{uid}}'}}}}"), "apply", "-f", "-");

        var metrics = await rig.Webhook.MetricsAsync();

        metrics.ShouldContain("""onair_admission_requests_total{decision="denied",kind="LiveStream",operation="CREATE"} """);
        metrics.ShouldContain("onair_admission_certificate_expiry_timestamp_seconds ");
        metrics.ShouldContain("""onair_admission_duration_seconds_count{kind="LiveStream"} """);
    }

    private async Task<string> SerialNumberAsync()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, new Uri(rig.Webhook.Url).Port);
#pragma warning disable CA5359 // What is served is looked at, not trusted.
        await using var tls = new SslStream(connection.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return tls.RemoteCertificate!.GetSerialNumberString();
    }
}
