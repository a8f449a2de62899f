using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using k8s;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.HlsBroadcasts;

/// <summary>The HlsBroadcasts of a rig, as a user deals with them, and their encoders.</summary>
public class HlsRig(ControlPlane plane) : OperatorRig(plane)
{
    public const string Broadcasts = "broadcasts";

    /// <summary>A bucket that the distribution serves.</summary>
    public const string Distributed = "distributed";

    /// <summary>A bucket that nobody else may read.</summary>
    public const string Hidden = "hidden";

    protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string>
    {
        ["Emulator__Media"] = "false",
        ["Emulator__Seed__Buckets__1"] = Broadcasts,
        ["Emulator__Seed__Buckets__2"] = Distributed,
        ["Emulator__Seed__Buckets__3"] = Hidden,
        ["Emulator__Seed__HlsBucket"] = Distributed,
    };

    protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string>
    {
        ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8",
        ["Onair__RunningPollSeconds"] = "1",
        ["Onair__IdlePollSeconds"] = "2",
        ["Onair__TransitionPollSeconds"] = "1",
    };

    /// <summary>S3 with the account's own key.</summary>
    internal AmazonS3Client S3(AWSCredentials? credentials = null) =>
        new(credentials ?? Emulator.Credentials, Emulator.Configure(new AmazonS3Config { ForcePathStyle = true, MaxErrorRetry = 0 }));

    protected override void Complete(AwsSpec aws) => aws.HlsBroadcast = new()
    {
        RoleArn = $"arn:aws:iam::{EmulatorProcess.AccountId}:role/media/HlsUpload",
        Buckets = [Broadcasts, Distributed, Hidden],
    };

    internal Task<HlsBroadcast> CreateAsync(string name, Action<HlsBroadcastSpec>? with = null)
    {
        var broadcast = new HlsBroadcast
        {
            Metadata = new() { Name = name, NamespaceProperty = Name },
            Spec = new() { ProviderRef = new() { Name = Name }, State = HlsBroadcastState.Running, StaleAfterSeconds = 5 },
        };
        with?.Invoke(broadcast.Spec);
        return Client.CreateAsync(OnairResources.HlsBroadcasts, broadcast);
    }

    internal async Task<HlsBroadcast> CreateReadyAsync(string name, Action<HlsBroadcastSpec>? with = null)
    {
        await CreateAsync(name, with);
        return await ReadyAsync(name);
    }

    internal Task<HlsBroadcast> SetAsync(string name, HlsBroadcastState state) =>
        Client.PatchAsync(OnairResources.HlsBroadcasts, name, Name, Patch.Merge($$$"""{"spec": {"state": "{{{state}}}"}}"""));

    internal Task<HlsBroadcast?> FindAsync(string name) => Client.FindAsync(OnairResources.HlsBroadcasts, name, Name);

    internal Task<HlsBroadcast> ReadyAsync(string name) => UntilAsync(
        name, b => b.Recorded.Conditions.Any(x => x is { Type: ConditionTypes.Ready, Status: ConditionStatus.True } && x.ObservedGeneration == b.Metadata.Generation), "Ready");

    internal async Task<HlsBroadcast> StopAsync(string name)
    {
        await SetAsync(name, HlsBroadcastState.Stopped);
        return await ReadyAsync(name);
    }

    internal async Task<HlsBroadcast> UntilAsync(string name, Func<HlsBroadcast, bool> condition, string what, int seconds = 120)
    {
        HlsBroadcast? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await FindAsync(name)) is not null && condition(last), () => $"{name}: {what}; it is {Text(last)}\n{Operator.Tail()}", seconds);
        return last!;
    }

    internal async Task DeleteAndWaitAsync(string name)
    {
        await Client.DeleteAsync(OnairResources.HlsBroadcasts, name, Name);
        HlsBroadcast? last = null;
        await Eventually.ShouldBeAsync(async () => (last = await FindAsync(name)) is null, () => $"{name} is gone; it is {Text(last)}\n{Operator.Tail()}", 120);
    }

    /// <summary>What the Secret of a broadcast has.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> SecretAsync(HlsBroadcast broadcast) =>
        (await Kubernetes.CoreV1.ReadNamespacedSecretAsync(broadcast.SecretName, Name)).Data!.ToDictionary(d => d.Key, d => Encoding.UTF8.GetString(d.Value));

    /// <summary>S3 with the credentials of the Secret.</summary>
    internal async Task<AmazonS3Client> EncoderAsync(HlsBroadcast broadcast)
    {
        var secret = await SecretAsync(broadcast);
        return S3(new SessionAWSCredentials(secret["accessKeyId"], secret["secretAccessKey"], secret["sessionToken"]));
    }

    /// <summary>Uploads a file into the folder of a broadcast.</summary>
    internal static Task UploadAsync(AmazonS3Client s3, HlsBroadcast broadcast, string name, string text) =>
        s3.PutObjectAsync(new PutObjectRequest { BucketName = Broadcasts, Key = KeyOf(broadcast, name), ContentBody = text });

    /// <summary>Reads a file of the folder.</summary>
    internal async Task<string> ReadAsync(HlsBroadcast broadcast, string name)
    {
        using var s3 = S3();
        using var found = await s3.GetObjectAsync(Broadcasts, KeyOf(broadcast, name));
        using var reader = new StreamReader(found.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    internal static string KeyOf(HlsBroadcast broadcast, string name) => $"{broadcast.Recorded.Folder![$"s3://{Broadcasts}/".Length..]}/{name}";

    private static string Text(HlsBroadcast? broadcast) =>
        broadcast is null ? "gone" : JsonSerializer.Serialize(broadcast.Recorded, OnairJsonContext.Default.HlsBroadcastStatus);
}
