using Onair.Emulator;
using Onair.Emulator.CloudFront;
using Onair.Emulator.Faults;
using Onair.Emulator.Media;
using Onair.Emulator.MediaLive;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.Protocol;
using Onair.Emulator.S3;
using Onair.Emulator.State;

var builder = WebApplication.CreateSlimBuilder(args);
var options = builder.Configuration.GetSection("Emulator").Get<EmulatorOptions>() ?? new EmulatorOptions();
builder.WebHost.UseUrls(options.Urls.Split(';')).ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
builder.Services
    .AddSingleton(options)
    .AddSingleton(TimeProvider.System)
    .AddSingleton(new FileStore(Path.Combine(options.DataDirectory, "state")))
    .AddSingleton<Transitions>()
    .AddSingleton<FaultRules>()
    .AddSingleton<AwsApis>()
    .AddSingleton<IMediaEngine>(new NoMedia())
    .AddSingleton<IObjectStore>(new NoBuckets())
    .AddMediaLive()
    .AddMediaPackage()
    .AddCloudFront();

var app = builder.Build();
app.Use(next => context => app.Services.GetRequiredService<AwsApis>().InvokeAsync(context, next));
app.UseCloudFrontViewers();
app.UseRouting();
await app.RunAsync();

internal sealed class NoMedia : IMediaEngine
{
    public Task SetIngestAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(ChannelPlan plan, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(string channelId, CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<PipelineHealth> Health(string channelId) => [];
}

internal sealed class NoBuckets : IObjectStore
{
    public bool BucketExists(string bucket) => true;

    public Task PutAsync(string bucket, string key, Stream content, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken) => Task.CompletedTask;

    public Stream? OpenRead(string bucket, string key) => null;

    public IEnumerable<(string Key, long Size)> List(string bucket, string prefix) => [];
}
