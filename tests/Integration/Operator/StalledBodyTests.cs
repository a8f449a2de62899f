using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Aws.Http;

namespace Onair.Tests.Integration.Operator;

/// <summary>The emulator sends half of a body, and then nothing for two minutes.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class StalledBodyTests(OperatorRig rig) : IClassFixture<OperatorRig>, IDisposable
{
    // Shorter than the emulator holds a response back, so that only a deadline of the operator's own can end the wait in time.
    private const int Seconds = 60;

    private readonly HttpClient _admin = new();

    [Theory]
    [InlineData("medialive", "DescribeChannel")]
    [InlineData("mediapackage", "DescribeOriginEndpoint")]
    [InlineData("cloudfront", "GetDistribution")]
    public async Task A_stalled_body_delays_its_stream_by_a_timeout_and_no_other(string service, string operation)
    {
        var provider = $"{rig.Name}-{operation.ToLowerInvariant()}";
        // Without the proxy of the tests, which reads bodies to their end.
        await rig.CreateProviderAsync(provider, aws => aws.EndpointUrl = rig.Emulator.Url);
        string[] names = [$"{service}-a", $"{service}-b"];
        await FaultsAsync($$"""[{"service":"{{service}}","operation":"{{operation}}","moment":"HalfBody","times":1}]""");

        foreach (var name in names) await rig.Streams.CreateAsync(name, s => (s.ProviderRef, s.Distribution.Live) = (new() { Name = provider }, true));

        await Task.WhenAll(names.Select(name => rig.Streams.ReadyAsync(name, Seconds)));
        (await _admin.GetStringAsync(new Uri($"{rig.Emulator.Url}/admin/state.json"))).ShouldContain("\"remaining\":0", customMessage: "the fault has struck");
        await FaultsAsync("[]");
        foreach (var name in names) await rig.Streams.DeleteAndWaitAsync(name);
    }

    [Theory]
    [InlineData("GetObject")]
    [InlineData("ListObjectsV2")]
    public async Task A_stalled_body_of_S3_ends_in_a_timeout(string operation)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials(EmulatorProcess.AccessKeyId, EmulatorProcess.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = rig.Emulator.Url,
                AuthenticationRegion = EmulatorProcess.Region,
                ForcePathStyle = true,
                MaxErrorRetry = 0,
                Timeout = TimeSpan.FromSeconds(1),
                HttpClientFactory = new BoundedHttp(BodyPolicy.Objects),
            });
        await s3.PutObjectAsync(new() { BucketName = OperatorRig.Bucket, Key = "segment.ts", ContentBody = new string('x', 100_000), ContentType = "video/mp2t" });
        // More than once: the operator of the rig calls S3, too, and may meet the first.
        await FaultsAsync($$"""[{"service":"s3","operation":"{{operation}}","moment":"HalfBody","times":10}]""");

        var error = await Should.ThrowAsync<Exception>(ReadAsync).WaitAsync(TimeSpan.FromSeconds(Seconds));

        (error is TimeoutException or OperationCanceledException or { InnerException: TimeoutException or OperationCanceledException }).ShouldBeTrue(error.ToString());
        await FaultsAsync("[]");
        await ReadAsync();

        async Task ReadAsync()
        {
            if (operation == "ListObjectsV2")
            {
                (await s3.ListObjectsV2Async(new() { BucketName = OperatorRig.Bucket })).S3Objects.ShouldNotBeEmpty();
                return;
            }
            using var stored = await s3.GetObjectAsync(OperatorRig.Bucket, "segment.ts");
            using var read = new MemoryStream();
            await stored.ResponseStream.CopyToAsync(read);
            read.Length.ShouldBe(100_000);
        }
    }

    public void Dispose() => _admin.Dispose();

    private async Task FaultsAsync(string rules)
    {
        using var content = new StringContent(rules, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _admin.PutAsync(new Uri($"{rig.Emulator.Url}/admin/faults"), content);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }
}
