using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Api.ArchiveSplits;
using Onair.Api.HlsBroadcasts;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;
using Onair.Tests.Recordings;

namespace Onair.Tests.E2E.HlsBroadcasts;

/// <summary>HLS that an encoder uploads with temporary credentials, from the encoder to the screen.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class HlsBroadcastTests(Environment environment)
{
    private const string Name = "keynote";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly string _namespace = $"e2e-{Guid.NewGuid():N}"[..12];

    private string Bucket => $"{_namespace}-hls";

    [Fact]
    public async Task An_encoders_upload_plays_while_it_goes_on_and_is_cut_and_ends_with_the_stop()
    {
        await CreateBucketAsync();
        await using var provider = await ProviderAsync();
        try
        {
            await environment.Kubectl.RunAsync("create", "namespace", _namespace);
            await environment.Kubectl.ApplyAsync(Manifest("HlsBroadcast", Name, Spec(provider.Name)));
            await WaitAsync("hlsbroadcast", Name, "Ready");
            var credentials = await CredentialsAsync();
            await using var encoder = HlsEncoder.Start(credentials);
            await WaitAsync("hlsbroadcast", Name, "Receiving");

            await WaitAsync("hlsbroadcast", Name, "Distributed");
            await using var viewer = await Viewer.OpenAsync(new((await StatusAsync()).Playback!.Url!));
            var (first, last) = await viewer.WatchAsync(8, Soon);
            last.Errors.ShouldBeEmpty();
            last.DifferenceTo(first).ShouldBeGreaterThan(1, "the picture moves");

            await IsRefusedElsewhereAsync(credentials);
            await IsCutWhileItGoesOnAsync();
            await EndsAsync(credentials, encoder);
        }
        finally
        {
            await File.WriteAllTextAsync(Artifacts.Path($"{_namespace}.txt"), await environment.Kubectl.TryAsync("get", "hlsbroadcasts,archivesplits,events", "--namespace", _namespace, "--output=yaml"));
            await environment.Kubectl.TryAsync("delete", "archivesplits,hlsbroadcasts", "--all", "--namespace", _namespace, "--timeout=60s");
            await environment.Kubectl.TryAsync("delete", "namespace", _namespace, "--wait=false");
        }
    }

    [Fact]
    public async Task Viewers_outside_the_cluster_play_from_the_distribution()
    {
        try
        {
            await environment.Kubectl.RunAsync("create", "namespace", _namespace);
            var spec = Spec(Environment.ProviderName);
            spec["distribution"] = new JsonObject { ["live"] = true };
            await environment.Kubectl.ApplyAsync(Manifest("HlsBroadcast", Name, spec));
            await WaitAsync("hlsbroadcast", Name, "Ready");
            await WaitAsync("hlsbroadcast", Name, "Distributed");
            var credentials = await CredentialsAsync();
            using (var s3 = Client(credentials))
                await s3.PutObjectAsync(new() { BucketName = (string)credentials["bucket"]!, Key = $"{credentials["path"]}/index.m3u8", ContentBody = "#EXTM3U\n" });

            using var http = new HttpClient();
            (await http.GetStringAsync(new Uri((await StatusAsync()).Playback!.Url!))).ShouldBe("#EXTM3U\n");
        }
        finally
        {
            await environment.Kubectl.TryAsync("delete", "hlsbroadcasts", "--all", "--namespace", _namespace, "--timeout=60s");
            await environment.Kubectl.TryAsync("delete", "namespace", _namespace, "--wait=false");
        }
    }

    private async Task IsRefusedElsewhereAsync(JsonObject credentials)
    {
        using var s3 = Client(credentials);
        var folder = (string)credentials["path"]!;
        await RefusedAsync(() => s3.PutObjectAsync(new() { BucketName = Bucket, Key = $"{folder}-other/index.m3u8", ContentBody = "#EXTM3U" }));
        await RefusedAsync(() => s3.GetObjectAsync(Bucket, $"{folder}/index.m3u8"));
        await RefusedAsync(() => s3.DeleteObjectAsync(Bucket, $"{folder}/index.m3u8"));
        await RefusedAsync(() => s3.ListObjectsV2Async(new() { BucketName = Bucket, Prefix = folder }));
    }

    // The playlist lists the last 12 s: what is cut is no longer in it.
    private async Task IsCutWhileItGoesOnAsync()
    {
        var spec = new JsonObject
        {
            ["broadcastRef"] = new JsonObject { ["name"] = Name },
            ["sections"] = new JsonArray(new JsonObject { ["start"] = 1.5, ["end"] = 9 }),
        };
        await environment.Kubectl.ApplyAsync(Manifest("ArchiveSplit", "talk", spec));
        await environment.Kubectl.RunAsync("wait", "archivesplit/talk", "--namespace", _namespace, "--for=condition=Ready", "--timeout=120s");
        var section = (await environment.Kubectl.GetAsync("archivesplit", "talk", "--namespace", _namespace))["status"].As<ArchiveSplitStatus>().Sections.ShouldHaveSingleItem();
        section.Method.ShouldBe("EdgesEncoded", section.Message);

        var (location, file) = (new Uri(section.OutputUrl!), Path.ChangeExtension(Path.GetTempFileName(), ".mp4"));
        try
        {
            using (var content = await environment.Account.S3.GetObjectAsync(location.Host, location.AbsolutePath.TrimStart('/')))
                await content.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
            (await Mp4File.SecondsAsync(file)).ShouldBe(7.5, 1.0 / 30);
            (await MediaFile.DecodeAsync(file)).ShouldBeEmpty();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task EndsAsync(JsonObject credentials, HlsEncoder encoder)
    {
        await environment.Kubectl.RunAsync("patch", "hlsbroadcast", Name, "--namespace", _namespace, "--type=merge", "--patch", """{"spec":{"state":"Stopped"}}""");
        await Eventually.GetAsync("the end of the broadcast", StatusAsync, status => status.EndedAt is not null, Soon);

        using var s3 = Client(credentials);
        await RefusedAsync(() => s3.PutObjectAsync(new() { BucketName = Bucket, Key = $"{credentials["path"]}/late.ts", ContentBody = "late" }));
        // It has another segment every 2 s.
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (segments, refused) = await encoder.StopAsync();
        segments.ShouldBeGreaterThan(6);
        refused.ShouldNotBeEmpty("the encoder went on");
        refused.ShouldAllBe(code => code == "AccessDenied");
        using var playlist = await environment.Account.S3.GetObjectAsync(Bucket, $"{credentials["path"]}/index.m3u8");
        using var text = new StreamReader(playlist.ResponseStream);
        (await text.ReadToEndAsync()).Split('\n').Count(line => line.Trim() == "#EXT-X-ENDLIST").ShouldBe(1);
        (await environment.Kubectl.TryAsync("get", "secret", $"{Name}-credentials", "--namespace", _namespace)).ShouldContain("NotFound");
    }

    private static async Task RefusedAsync(Func<Task> call) => (await Should.ThrowAsync<AmazonS3Exception>(call)).ErrorCode.ShouldBe("AccessDenied");

    private AmazonS3Client Client(JsonObject credentials) => new(
        new SessionAWSCredentials((string)credentials["accessKeyId"]!, (string)credentials["secretAccessKey"]!, (string)credentials["sessionToken"]!),
        new AmazonS3Config { ServiceURL = (string)credentials["endpointUrl"]!, ForcePathStyle = true, AuthenticationRegion = (string)credentials["region"]!, MaxErrorRetry = 0 });

    // For viewers of the bucket itself: everybody may read, pages of all origins too.
    private async Task CreateBucketAsync()
    {
        var s3 = environment.Account.S3;
        await s3.PutBucketAsync(Bucket);
        await s3.PutCORSConfigurationAsync(new()
        {
            BucketName = Bucket,
            Configuration = new() { Rules = [new() { AllowedMethods = ["GET"], AllowedOrigins = ["*"] }] },
        });
        await s3.PutBucketPolicyAsync(new()
        {
            BucketName = Bucket,
            Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{Bucket}}/hls/*"}]}""",
        });
    }

    private async Task<TestProvider> ProviderAsync()
    {
        var aws = (await environment.Kubectl.GetAsync("mediaprovider", Environment.ProviderName))["spec"]!["aws"]!.DeepClone();
        aws["hlsBroadcast"]!["buckets"] = new JsonArray(Bucket);
        return await TestProvider.ApplyAsync(environment.Kubectl, _namespace, aws);
    }

    private static JsonObject Spec(string provider) => new()
    {
        ["providerRef"] = new JsonObject { ["name"] = provider },
        ["state"] = nameof(HlsBroadcastState.Running),
        ["staleAfterSeconds"] = 15,
        ["credentials"] = new JsonObject { ["durationSeconds"] = 900 },
        ["deletionPolicy"] = "Delete",
    };

    private JsonObject Manifest(string kind, string name, JsonObject spec) => new()
    {
        ["apiVersion"] = "onair.dev/v1alpha1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = _namespace },
        ["spec"] = spec,
    };

    private Task<string> WaitAsync(string kind, string name, string condition) => environment.Kubectl.RunAsync(
        "wait", $"{kind}/{name}", "--namespace", _namespace, $"--for=condition={condition}", $"--timeout={Soon.TotalSeconds}s");

    private async Task<HlsBroadcastStatus> StatusAsync() =>
        (await environment.Kubectl.GetAsync("hlsbroadcast", Name, "--namespace", _namespace))["status"].As<HlsBroadcastStatus>();

    /// <summary>The Secret's values.</summary>
    private async Task<JsonObject> CredentialsAsync()
    {
        var data = (JsonObject)(await environment.Kubectl.GetAsync("secret", $"{Name}-credentials", "--namespace", _namespace))["data"]!;
        return new(data.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, Encoding.UTF8.GetString(Convert.FromBase64String((string)entry.Value!)))));
    }
}
