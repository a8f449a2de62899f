using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Onair.Emulator;
using Onair.Emulator.Apis;
using Onair.Emulator.Auth;
using Onair.Emulator.CloudFront;
using Onair.Emulator.CloudWatch;
using Onair.Emulator.EventBridge;
using Onair.Emulator.Faults;
using Onair.Emulator.Ivs;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.MediaConvert;
using Onair.Emulator.MediaConvert.Transcoding;
using Onair.Emulator.MediaLive;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.Protocol;
using Onair.Emulator.S3;
using Onair.Emulator.SecretsManager;
using Onair.Emulator.Sqs;
using Onair.Emulator.State;
using Onair.Emulator.SystemsManager;

namespace Onair.Tests.Unit.Emulator;

/// <summary>The emulated services behind their protocol, without a server, on a manual clock and fake media.</summary>
internal sealed class ControlPlane : IDisposable
{
    private readonly string _directory;
    private readonly ServiceProvider _services;
    private readonly Life _life = new();

    public ControlPlane(Action<EmulatorOptions>? configure = null, string? directory = null, FakeTime? time = null)
    {
        _directory = directory ?? Directory.CreateTempSubdirectory("onair-emulator-").FullName;
        Time = time ?? new FakeTime();
        var options = new EmulatorOptions { PublicUrl = "http://package.test:8080", RateLimit = { Enabled = false } };
        configure?.Invoke(options);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(options)
            .AddSingleton<IHostApplicationLifetime>(_life)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new FileStore(_directory))
            .AddSingleton<Transitions>()
            .AddSingleton<FaultRuleRegistry>()
            .AddSingleton<ReadFaults>()
            .AddSingleton<AwsApis>()
            .AddSingleton<IMediaEngine>(Media)
            .AddSingleton<IObjectStore>(Buckets)
            .AddSingleton<IJobTranscoder>(Transcoder)
            .AddSingleton<Viewers>()
            .AddSystemsManager().AddSecretsManager().AddSqs().AddEventBridge().AddCloudWatch().AddMediaPackage().AddMediaLive().AddMediaConvert().AddCloudFront()
            .AddIvs().AddIvsIngest(media: false)
            .BuildServiceProvider();
    }

    public FakeTime Time { get; }

    public FakeMedia Media { get; } = new();

    public FakeBuckets Buckets { get; } = new();

    public FakeTranscoder Transcoder { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Another process on the same data, after this one died.</summary>
    public async Task<ControlPlane> RestartAsync()
    {
        // The dead do nothing: two writers of one folder would be in each other's way.
        await _life.EndAsync();
        var next = new ControlPlane(directory: _directory, time: Time);
        foreach (var resume in next._services.GetServices<IHostedService>().Where(s => s is MediaLiveResume or MediaConvertResume or IvsResume))
            await resume.StartAsync(CancellationToken.None);
        return next;
    }

    public Task<(int Status, JsonNode Body)> MediaLive(string method, string path, string? body = null) => Json("medialive", method, "/prod" + path, body);

    public Task<(int Status, JsonNode Body)> MediaPackage(string method, string path, string? body = null) => Json("mediapackage", method, path, body);

    public Task<(int Status, JsonNode Body)> MediaConvert(string method, string path, string? body = null) =>
        Json("mediaconvert", method, "/2017-08-29" + path, body);

    /// <summary>Calls an operation of IVS, all of which but those on tags are a POST to their name.</summary>
    public Task<(int Status, JsonNode Body)> Ivs(string operation, string body = "{}") => Json("ivs", "POST", "/" + operation, body);

    /// <summary>Calls an operation on tags of IVS.</summary>
    public Task<(int Status, JsonNode Body)> IvsTags(string method, string arn, string query = "", string? body = null) =>
        Json("ivs", method, $"/tags/{Uri.EscapeDataString(arn)}{query}", body);

    /// <summary>Calls an operation of a service with protocol json, by the service's signing name.</summary>
    public Task<(int Status, JsonNode Body)> Rpc(string service, string operation, string body) =>
        Json(service, "POST", "/", body, ("X-Amz-Target", $"{WireModel.Load(Get<IEnumerable<IAwsService>>().Single(s => s.Service == service).Model).TargetPrefix}.{operation}"));

    public async Task<HttpResponse> Send(string service, string method, string target, string? body, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        var (path, query) = target.Split('?', 2) is [var p, var q] ? (p, "?" + q) : (target, "");
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Features.Set(new AwsCaller("000000000000", "arn", "key", service, "us-east-1"));
        (context.Request.Method, context.Request.Path, context.Request.QueryString) = (method, path, new QueryString(query));
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        context.Response.Body = new MemoryStream();
        await Get<AwsApis>().InvokeAsync(context, c =>
        {
            c.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        context.Response.Body.Position = 0;
        return context.Response;
    }

    /// <summary>Waits for a channel's state; transitions settle on other threads.</summary>
    public async Task<JsonNode> UntilAsync(string path, string state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var (_, body) = await MediaLive("GET", path);
            if ((string?)body["state"] == state) return body;
            await Task.Delay(1, limit.Token);
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        _life.Dispose();
        // A job that has just begun writes what it became.
        SpinWait.SpinUntil(IsDeleted, TimeSpan.FromSeconds(1)).ShouldBeTrue($"{_directory} can be deleted");
    }

    private bool IsDeleted()
    {
        try
        {
            if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<(int Status, JsonNode Body)> Json(
        string service, string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var response = await Send(service, method, path, body, headers);
        using var reader = new StreamReader(response.Body);
        var text = await reader.ReadToEndAsync();
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    private sealed class Life : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _end = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _end.Token;

        public CancellationToken ApplicationStopped => _end.Token;

        public Task EndAsync() => _end.CancelAsync();

        public void StopApplication() => _end.Cancel();

        public void Dispose() => _end.Dispose();
    }
}
