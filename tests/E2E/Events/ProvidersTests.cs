using System.Diagnostics;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Events;

/// <summary>Two accounts in two regions at once, the second one small.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ProvidersTests(Environment environment, ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan AtNormalSpeed = TimeSpan.FromMinutes(2);

    // The operator tries again every minute, spread by 20 %.
    private static readonly TimeSpan QuotaRetry = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Streams_run_in_two_accounts_at_once_and_one_accounts_troubles_are_its_own()
    {
        await using var account = await SecondAccount.StartAsync(environment.Kubectl);
        await using var provider = await TestProvider.ApplyAsync(environment.Kubectl, account.Name, account.Provider);
        (await provider.StatusAsync()).AccountId.ShouldBe(SecondAccount.Id);
        await using var here = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec());
        await using var there = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(provider.Name));

        await Task.WhenAll(ShouldShowVideoAsync(here), ShouldShowVideoAsync(there));
        (await environment.Account.ResourcesOfAsync(await there.UidAsync(), "/out/v1/none/index.m3u8")).ShouldBeEmpty();

        await A_full_account_is_told_and_holds_nobody_else_up(provider);
        await A_stream_does_not_move(there, provider);
        await New_keys_take_effect_without_a_restart(there, account);
    }

    public void Dispose() => _http.Dispose();

    private async Task ShouldShowVideoAsync(TestStream stream)
    {
        await using var publisher = Publisher.Start((await stream.PushUrlsAsync())[0], Show.Size, Show.FrameRate);
        await using var edge = await PlaylistWatch.StartAsync(_http, await stream.OriginAsync());
        await edge.AdvanceAsync(3);
        var (first, last) = await Picture.EndsAsync(await edge.DownloadAsync(edge.Segments[^1]));
        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        publisher.IsRunning.ShouldBeTrue(publisher.Log);
    }

    private async Task A_full_account_is_told_and_holds_nobody_else_up(TestProvider provider)
    {
        await using var second = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(provider.Name, ("state", nameof(StreamState.Stopped))));
        await second.WaitForConditionAsync(ConditionTypes.Ready, AtNormalSpeed);
        await using var third = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(provider.Name, ("state", nameof(StreamState.Stopped))));
        var message = await third.MessageAsync(ConditionTypes.Ready, "QuotaExceeded");
        message.ShouldBe(
            $"Creating the MediaLive channel: Limit exceeded: the account's quota is {SecondAccount.Channels} channels. "
            + "Delete an unused MediaLive channel, or request a higher quota in Service Quotas. Onair retries every few minutes.");

        var clock = Stopwatch.StartNew();
        await using (var elsewhere = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(other: ("state", nameof(StreamState.Stopped)))))
            await elsewhere.WaitForConditionAsync(ConditionTypes.Ready, AtNormalSpeed);
        output.WriteLine($"a stream in the other account is ready after {clock.Elapsed.TotalSeconds:0.0} s");

        clock.Restart();
        await second.DeleteAsync(Show.Soon);
        await third.WaitForConditionAsync(ConditionTypes.Ready, QuotaRetry);
        output.WriteLine($"the third stream is ready {clock.Elapsed.TotalSeconds:0.0} s after the deletion of the second");
    }

    private static async Task A_stream_does_not_move(TestStream stream, TestProvider provider)
    {
        var before = (await stream.StatusAsync()).Resources;

        (await stream.RefusedAsync($$$"""{"providerRef": {"name": "{{{Environment.ProviderName}}}"}}""")).ShouldContain(
            $"spec.providerRef.name: Invalid value: \"{Environment.ProviderName}\": cannot be changed while the stream has resources in MediaProvider \"{provider.Name}\"");
        (await stream.StatusAsync()).Resources.ShouldBe(before);
    }

    private async Task New_keys_take_effect_without_a_restart(TestStream stream, SecondAccount account)
    {
        var operators = await OperatorsAsync();
        const string Key = "second-secret-key";
        await account.ChangeKeysAsync("second", Key);
        await stream.MessageAsync(ConditionTypes.Ready, "AccessDenied");

        var clock = Stopwatch.StartNew();
        await account.WriteSecretAsync("second", Key);
        await stream.WaitForConditionAsync(ConditionTypes.Ready, Show.Soon);
        output.WriteLine($"new keys took effect {clock.Elapsed.TotalSeconds:0.0} s after they were written");

        (await OperatorsAsync()).ShouldBe(operators);
    }

    /// <summary>The operator's pods with their restarts.</summary>
    private Task<string> OperatorsAsync() => environment.Kubectl.RunAsync(
        "get", "pods", "--namespace=onair-system", "--selector=app.kubernetes.io/component=operator",
        "--output=jsonpath={range .items[*]}{.metadata.uid} {.status.containerStatuses[0].restartCount}{\"\\n\"}{end}");
}
