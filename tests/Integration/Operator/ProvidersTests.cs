using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.MediaLive;
using Amazon.Runtime;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Aws;

namespace Onair.Tests.Integration.Operator;

/// <summary>Two accounts in two regions at once: one by keys in a Secret, the other by a role and a service account token.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ProvidersTests(ProvidersTests.Rig rig) : IClassFixture<ProvidersTests.Rig>
{
    // More than are worked on at once.
    private const int Many = 20;

    [Fact]
    public async Task Streams_live_in_the_account_and_region_of_their_provider()
    {
        var (first, second) = (await rig.Streams.CreateReadyAsync("here"), await rig.Streams.CreateReadyAsync("there", InTheSecond));

        (await rig.Account.OwnedAsync(first.Uid)).Count.ShouldBe(5);
        (await rig.Account.OwnedAsync(second.Uid)).ShouldBeEmpty();
        var channel = await rig.Second.Client.DescribeChannelAsync(new() { ChannelId = second.Recorded.Resources.ChannelId });
        channel.Arn.ShouldStartWith($"arn:aws:medialive:{SecondAccount.Region}:{SecondAccount.Id}:channel:");
        var provider = await rig.ProviderAsync(rig.SecondName, ConditionStatus.True, "Verified");
        (provider.Status!.AccountId, provider.Status.Arn)
            .ShouldBe((SecondAccount.Id, $"arn:aws:sts::{SecondAccount.Id}:assumed-role/onair/onair"));
        await rig.Streams.DeleteAndWaitAsync("here");
        await rig.Streams.DeleteAndWaitAsync("there");
    }

    [Fact]
    public async Task An_account_that_does_not_answer_holds_nobody_else_up()
    {
        await rig.Streams.CreateReadyAsync("cut-off");
        await rig.Emulator.KillAsync();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Many).Select(i => rig.Streams.CreateAsync($"waits-{i}")));

            await rig.Streams.CreateAsync("unhindered", InTheSecond);
            await rig.Streams.ReadyAsync("unhindered");
            await rig.Streams.DeleteAndWaitAsync("unhindered");
        }
        finally
        {
            await rig.Emulator.StartAsync();
        }
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => rig.Streams.ReadyAsync($"waits-{i}", seconds: 180)));
        var names = Enumerable.Range(0, Many).Select(i => $"waits-{i}").Append("cut-off").ToList();
        await Task.WhenAll(names.Select(rig.Streams.DeleteAsync));
        await Task.WhenAll(names.Select(n => rig.Streams.GoneAsync(n, seconds: 180)));
    }

    [Fact]
    public async Task A_full_account_and_a_full_distribution_are_told_and_hold_nobody_else_up()
    {
        await rig.Streams.CreateReadyAsync("full-1", s => { InTheSecond(s); s.Distribution.Live = true; });
        await rig.Streams.CreateAsync("full-2", s => { InTheSecond(s); s.Distribution.Live = true; });
        (await rig.Streams.NotDistributedAsync("full-2", "QuotaExceeded"))
            .ShouldBe("Creating the CloudFront behaviour: The quota is 1 cache behaviors for a distribution, got 2. Delete an unused CloudFront behaviour, or request a higher quota in Service Quotas. Onair retries every few minutes.");

        await rig.Streams.CreateAsync("full-3", InTheSecond);
        (await rig.Streams.NotReadyAsync("full-3", "QuotaExceeded")).ShouldStartWith("Creating the MediaLive channel: ");

        await rig.Streams.CreateReadyAsync("elsewhere", s => s.Distribution.Live = true);
        foreach (var name in new[] { "full-1", "full-2", "full-3", "elsewhere" }) await rig.Streams.DeleteAndWaitAsync(name);
    }

    [Fact]
    public async Task New_keys_take_effect_without_a_restart()
    {
        await rig.Streams.CreateReadyAsync("rotated");
        const string key = "rotated-secret-key";
        await rig.SetSecretKeyAsync(key);

        (await DeniedAsync(EmulatorProcess.SecretAccessKey)).ShouldBe(AwsErrorKind.AccessDenied);
        await rig.Streams.NotReadyAsync("rotated", "AccessDenied");
        await rig.PatchSecretAsync("credentials", $$$"""{"stringData":{"secretAccessKey":"{{{key}}}"}}""");
        await rig.Streams.ReadyAsync("rotated");
        rig.Operator.Log().ShouldNotContain(key);

        await rig.SetSecretKeyAsync(EmulatorProcess.SecretAccessKey);
        await rig.PatchSecretAsync("credentials", $$$"""{"stringData":{"secretAccessKey":"{{{EmulatorProcess.SecretAccessKey}}}"}}""");
        await rig.Streams.ReadyAsync("rotated");
        await rig.Streams.DeleteAndWaitAsync("rotated");
    }

    [Fact]
    public async Task A_stream_does_not_move_to_another_provider()
    {
        var before = await rig.Streams.CreateReadyAsync("moved");

        await rig.Streams.PatchAsync("moved", $$$$"""{"spec":{"providerRef":{"name":"{{{{rig.SecondName}}}}"}}}""");

        (await rig.Streams.NotReadyAsync("moved", "Invalid")).ShouldStartWith(
            $"spec.providerRef.name: Invalid value: \"{rig.SecondName}\": cannot be changed while the stream has resources in MediaProvider \"{rig.Name}\"");
        (await rig.Account.OwnedAsync(before.Uid)).Count.ShouldBe(5);
        await rig.Streams.PatchAsync("moved", $$$$"""{"spec":{"providerRef":{"name":"{{{{rig.Name}}}}"}}}""");
        await rig.Streams.ReadyAsync("moved");
        await rig.Streams.DeleteAndWaitAsync("moved");
    }

    [Fact]
    public async Task A_role_beside_keys_is_refused_by_name()
    {
        var name = $"{rig.Name}-both";
        await rig.CreateProviderAsync(name, aws => aws.WebIdentity = new() { RoleArn = SecondAccount.Role });
        await rig.Streams.CreateAsync("both", s => s.ProviderRef = new() { Name = name });

        var provider = await rig.ProviderAsync(name, ConditionStatus.False, "Invalid");

        provider.Status!.Conditions.First(c => c.Type == ConditionTypes.Ready).Message.ShouldStartWith(
            $"spec.aws.webIdentity.roleArn: Invalid value: \"{SecondAccount.Role}\": must not be combined with spec.aws.credentialsSecretRef ({rig.Name}/credentials)");
        (await rig.Streams.NotReadyAsync("both", "CredentialsUnusable")).ShouldContain("spec.aws.webIdentity.roleArn");
        await rig.Streams.DeleteAndWaitAsync("both");
    }

    [Fact]
    public async Task A_token_is_not_sent_to_a_host_that_the_chart_does_not_allow()
    {
        using var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        var (name, url) = ($"{rig.Name}-token", $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}");
        await rig.CreateProviderAsync(name, aws => (aws.EndpointUrl, aws.CredentialsSecretRef, aws.WebIdentity) = (url, null, new() { RoleArn = SecondAccount.Role }));
        await rig.Streams.CreateAsync("token", s => s.ProviderRef = new() { Name = name });

        var provider = await rig.ProviderAsync(name, ConditionStatus.False, "Invalid");

        provider.Status!.Conditions.First(c => c.Type == ConditionTypes.Ready).Message.ShouldStartWith(
            $"spec.aws.endpointUrl: Invalid value: \"{url}\": must not be combined with spec.aws.webIdentity, unless the Helm value operator.webIdentity.allowedHosts contains \"127.0.0.1\"");
        (await rig.Streams.NotReadyAsync("token", "CredentialsUnusable")).ShouldContain("spec.aws.endpointUrl");
        host.Pending().ShouldBeFalse("nobody has connected");
        await rig.Streams.DeleteAndWaitAsync("token");
        await rig.Client.DeleteAsync(OnairResources.MediaProviders, name, null);
    }

    private void InTheSecond(LiveStreamSpec spec) => spec.ProviderRef = new() { Name = rig.SecondName };

    private async Task<AwsErrorKind?> DeniedAsync(string key)
    {
        using var client = new AmazonMediaLiveClient(
            new BasicAWSCredentials(EmulatorProcess.AccessKeyId, key), rig.Emulator.Configure(new AmazonMediaLiveConfig()));
        try
        {
            await client.ListInputsAsync(new());
            return null;
        }
        catch (AmazonServiceException e)
        {
            return AwsErrorReader.Classify(e).Kind;
        }
    }

    /// <summary>A second account, elsewhere, with room for two channels and one behaviour.</summary>
    internal sealed class SecondAccount : EmulatorProcess
    {
        public new const string Region = "eu-west-1";
        public const string Id = "111111111111";
        public const string Role = $"arn:aws:iam::{Id}:role/onair";

        public SecondAccount() : base(new Dictionary<string, string>
        {
            ["Emulator__Region"] = Region,
            ["Emulator__AccountId"] = Id,
            ["Emulator__DelayScale"] = "0.02",
            ["Emulator__RateLimit__Enabled"] = "false",
            ["Emulator__Quotas__Channels"] = "2",
            ["Emulator__Quotas__CacheBehaviors"] = "1",
            ["Emulator__Seed__Buckets__0"] = OperatorRig.Bucket,
            ["Emulator__Seed__DistributionId"] = OperatorRig.DistributionId,
        })
        {
            Client = new(Credentials, new AmazonMediaLiveConfig { ServiceURL = Url, AuthenticationRegion = Region });
        }

        public AmazonMediaLiveClient Client { get; }
    }

    /// <summary>The rig's account by keys, and the second one by web identity.</summary>
    public sealed class Rig : OperatorRig
    {
        private readonly string _token = Path.GetTempFileName();
        private readonly Dictionary<string, string> _settings;

        public Rig(ControlPlane plane)
            : base(plane)
        {
            _settings = new()
            {
                ["AWS_WEB_IDENTITY_TOKEN_FILE"] = _token,
                ["Onair__QuotaPollSeconds"] = "0.5",
            };
        }

        public string SecondName => $"{Name}-second";

        internal SecondAccount Second { get; } = new();

        protected override IReadOnlyDictionary<string, string> OperatorSettings => _settings;

        public override async Task InitializeAsync()
        {
            await File.WriteAllTextAsync(_token, Token());
            await Second.StartAsync();
            _settings["Onair__WebIdentityHosts__0"] = new Uri(Second.Url).Authority;
            await base.InitializeAsync();
            await CreateProviderAsync(SecondName, aws =>
            {
                aws.Region = SecondAccount.Region;
                aws.EndpointUrl = Second.Url;
                aws.CredentialsSecretRef = null;
                aws.WebIdentity = new() { RoleArn = SecondAccount.Role };
            });
        }

        public override async Task DisposeAsync()
        {
            await Client.DeleteAsync(OnairResources.MediaProviders, SecondName, null);
            await base.DisposeAsync();
            Second.Client.Dispose();
            await Second.DisposeAsync();
            File.Delete(_token);
        }

        /// <summary>Gives the first account another secret key; the former one is worth nothing any more.</summary>
        internal async Task SetSecretKeyAsync(string key)
        {
            await Emulator.KillAsync();
            Emulator.Settings["Emulator__SecretAccessKey"] = key;
            await Emulator.StartAsync();
        }

        /// <summary>Waits until the provider's Ready is as told.</summary>
        internal async Task<MediaProvider> ProviderAsync(string name, ConditionStatus status, string reason)
        {
            MediaProvider? last = null;
            await Eventually.ShouldBeAsync(
                async () =>
                {
                    last = await Client.GetAsync(OnairResources.MediaProviders, name, null);
                    return last.Status?.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Ready) is { } ready
                        && ready.Status == status && ready.Reason == reason;
                },
                () => $"MediaProvider {name} Ready={status} {reason}; it is {string.Join(", ", last?.Status?.Conditions ?? [])}");
            return last!;
        }

        private static string Token()
        {
            var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var claims = $$"""{"iss":"https://cluster.example.com","sub":"system:serviceaccount:media:onair","aud":["sts.amazonaws.com"],"exp":{{expires}}}""";
            return $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2lnbmF0dXJl";
        }
    }
}
