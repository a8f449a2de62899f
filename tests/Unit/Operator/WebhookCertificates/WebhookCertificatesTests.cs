using System.Text.Json.Nodes;
using Onair.Api.Admission;

namespace Onair.Tests.Unit.Operator.WebhookCertificates;

/// <summary>Years of the webhook's certificates in minutes: authorities live for 3,000 s, leaves for 1,200.</summary>
public sealed class WebhookCertificatesTests
{
    private static readonly TimeSpan FirstMinutes = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ThirdAuthority = TimeSpan.FromSeconds(4600);
    private static readonly TimeSpan SecondAuthority = TimeSpan.FromSeconds(2600);

    [Fact]
    public async Task Every_call_succeeds_through_renewals_of_leaf_and_authority()
    {
        using var cluster = new SimulatedCluster();

        var (leaves, authorities) = await LiveAsync(cluster, ThirdAuthority);

        authorities.ShouldBe(3);
        leaves.ShouldBeGreaterThanOrEqualTo(5);
        // An authority is a Secret and two configurations, and so is the end of a former one. A leaf is a Secret; its token is in two
        // configurations, which may get a bundle in the same write, and the former token is taken out of the Secret.
        cluster.Writes.ShouldBeLessThanOrEqualTo(3 * 3 + 2 * 3 + 4 * leaves);
    }

    [Fact]
    public async Task Every_call_succeeds_whenever_the_process_dies()
    {
        using var whole = new SimulatedCluster();
        await LiveAsync(whole, SecondAuthority);

        for (var death = 1; death <= whole.Writes; death++)
        {
            var after = death;
            using var cluster = new SimulatedCluster { Dies = write => write == after };
            (await LiveAsync(cluster, SecondAuthority)).Authorities.ShouldBe(2, $"died after write {death}");
        }
    }

    [Fact]
    public async Task Every_call_succeeds_though_no_process_survives_a_write()
    {
        using var cluster = new SimulatedCluster { Dies = _ => true };

        (await LiveAsync(cluster, ThirdAuthority)).Authorities.ShouldBe(3);
    }

    [Theory]
    [InlineData(SimulatedCluster.Authority, "ca.key")]
    [InlineData(SimulatedCluster.Authority, "ca.crt")]
    [InlineData(SimulatedCluster.Authority, null)]
    [InlineData(SimulatedCluster.Serving, "tls.key")]
    [InlineData(SimulatedCluster.Serving, null)]
    public async Task Replaces_lost_certificates_while_pods_serve_the_old_ones(string secret, string? key)
    {
        // Whenever it happens: in quiet times, and at each moment of a renewal.
        foreach (var seconds in new[] { 300, 2070, 2100, 2160, 2250 })
        {
            using var cluster = new SimulatedCluster();
            cluster.ApplyConfigurations();
            await cluster.RunAsync(TimeSpan.FromSeconds(seconds));
            var damaged = key is null ? null : (JsonObject)cluster.Get(secret)!.DeepClone();
            damaged?["data"]!.AsObject().Remove(key!);
            cluster.Store(secret, damaged);

            await cluster.RunAsync(TimeSpan.FromMinutes(12), cluster.EveryCallSucceeds);

            cluster.Get(SimulatedCluster.Authority).ShouldNotBeNull();
            cluster.Get(SimulatedCluster.Serving).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Losing_both_Secrets_cuts_off_nobody()
    {
        using var cluster = new SimulatedCluster();
        cluster.ApplyConfigurations();
        await cluster.RunAsync(TimeSpan.FromMinutes(10));

        cluster.Store(SimulatedCluster.Authority, null);
        cluster.Store(SimulatedCluster.Serving, null);

        await cluster.RunAsync(TimeSpan.FromMinutes(10), cluster.EveryCallSucceeds);
        cluster.Get(SimulatedCluster.Authority).ShouldNotBeNull();
        cluster.Get(SimulatedCluster.Serving).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_certificate_is_there_before_the_configurations_and_they_get_the_bundle_when_they_come()
    {
        using var cluster = new SimulatedCluster();
        await cluster.RunAsync(FirstMinutes);
        cluster.Writes.ShouldBe(2);

        cluster.ApplyConfigurations();

        await cluster.RunAsync(FirstMinutes);
        cluster.Writes.ShouldBe(4);
        cluster.SentToken().ShouldNotBeNull();
        cluster.EveryCallSucceeds();
    }

    [Fact]
    public async Task Every_call_succeeds_while_paths_of_an_earlier_release_get_a_token()
    {
        using var cluster = new SimulatedCluster();
        cluster.ApplyConfigurations();
        await cluster.RunAsync(FirstMinutes);
        cluster.TakeTokensAway();

        await cluster.RunAsync(TimeSpan.FromMinutes(8), cluster.EveryCallSucceeds);

        cluster.SentToken().ShouldBe(cluster.Value(SimulatedCluster.Serving, ReviewPath.TokenKey));
        cluster.Get(SimulatedCluster.Serving)!["data"]![ReviewPath.FormerKey].ShouldBeNull("paths without a token are refused from here on");
    }

    [Fact]
    public async Task A_new_certificate_has_a_new_token()
    {
        using var cluster = new SimulatedCluster();
        var tokens = new HashSet<string>();
        cluster.ApplyConfigurations();
        await cluster.RunAsync(FirstMinutes);

        await cluster.RunAsync(SecondAuthority, () => tokens.Add(cluster.SentToken()!));

        tokens.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task An_installer_that_takes_the_path_back_is_corrected_in_the_next_round()
    {
        using var cluster = new SimulatedCluster();
        cluster.ApplyConfigurations();
        await cluster.RunAsync(FirstMinutes);
        var token = cluster.SentToken();
        var rolledBack = (JsonObject)cluster.Get(SimulatedCluster.Validating)!.DeepClone();
        rolledBack["webhooks"]![0]!["clientConfig"]!["service"]!["path"] = "/validate/hook";
        cluster.Store(SimulatedCluster.Validating, rolledBack);

        await cluster.Task.RoundAsync(CancellationToken.None);

        cluster.SentToken().ShouldBe(token);
    }

    [Fact]
    public async Task Somebody_who_takes_the_bundle_out_again_and_again_is_not_raced()
    {
        using var cluster = new SimulatedCluster { BundlesStay = false };
        using var stop = new CancellationTokenSource();
        cluster.ApplyConfigurations();

        // The clock stands still, so this is the work between two pauses.
        var running = cluster.Task.RunAsync(stop.Token);

        cluster.Writes.ShouldBeInRange(2, 10);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    /// <summary>From the installation on, every call succeeding once the first ones did.</summary>
    private static async Task<(int Leaves, int Authorities)> LiveAsync(SimulatedCluster cluster, TimeSpan length)
    {
        var (leaves, authorities) = (new HashSet<string>(), new HashSet<string>());
        cluster.ApplyConfigurations();
        await cluster.RunAsync(FirstMinutes);
        await cluster.RunAsync(length, () =>
        {
            cluster.EveryCallSucceeds();
            leaves.Add(cluster.Value(SimulatedCluster.Serving, "tls.crt"));
            authorities.Add(cluster.Value(SimulatedCluster.Authority, "ca.crt"));
        });
        return (leaves.Count, authorities.Count);
    }
}
