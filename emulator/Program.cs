using Onair.Emulator;
using Onair.Emulator.Admin;
using Onair.Emulator.Apis;
using Onair.Emulator.Auth;
using Onair.Emulator.ChimeMediaPipelines;
using Onair.Emulator.CloudFront;
using Onair.Emulator.CloudWatch;
using Onair.Emulator.Directories;
using Onair.Emulator.EventBridge;
using Onair.Emulator.Faults;
using Onair.Emulator.Ivs;
using Onair.Emulator.Ivs.Playback;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.MediaConvert;
using Onair.Emulator.MediaLive;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.Meetings;
using Onair.Emulator.Mux;
using Onair.Emulator.S3;
using Onair.Emulator.SecretsManager;
using Onair.Emulator.Sink;
using Onair.Emulator.Site;
using Onair.Emulator.Sqs;
using Onair.Emulator.State;
using Onair.Emulator.Sts;
using Onair.Emulator.SystemsManager;

var builder = WebApplication.CreateSlimBuilder(args);
if (builder.Configuration["Emulator:MediaDirectory"] is null)
    builder.Configuration["Emulator:MediaDirectory"] = Path.Combine(builder.Configuration["Emulator:DataDirectory"] ?? "data", "media");
var options = builder.Configuration.GetSection("Emulator").Get<EmulatorOptions>() ?? new EmulatorOptions();
builder.WebHost.UseUrls(options.Urls.Split(';')).ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
builder.Services
    .AddSingleton(options)
    .AddSingleton(TimeProvider.System)
    .AddSingleton(new FileStore(Path.Combine(options.DataDirectory, "state")))
    .AddSingleton<Transitions>()
    .AddSingleton<FaultRuleRegistry>()
    .AddSingleton<ReadFaults>()
    .AddSingleton<IFaultDirectory>(s => s.GetRequiredService<FaultRuleRegistry>())
    .AddSingleton<AwsApis>()
    .AddAwsAuth()
    .PostConfigure<AwsAuthOptions>(a => a.AccountId = options.AccountId)
    .AddObjectStore()
    .AddSts()
    .AddHostedService<BucketSeed>()
    .AddSystemsManager()
    .AddSecretsManager()
    .AddSqs()
    .AddEventBridge()
    .AddCloudWatch()
    .AddMediaEngine(options.Media)
    .AddAdmin()
    .AddMediaPackage()
    .AddMediaLive()
    .AddMediaConvert()
    .AddIvs()
    .AddIvsIngest(options.Media)
    .AddCloudFront()
    .AddChimeMediaPipelines()
    .AddMux()
    .AddSingleton<MeetingRooms>()
    .AddSingleton(options.Sink)
    .AddSingleton<SinkInbox>()
    .AddSingleton<SinkRoutes>();

builder.Logging.AddSimpleConsole(options =>
{
    (options.SingleLine, options.UseUtcTimestamp) = (true, true);
    options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";
});
// Requests are not logged: Mux's upload URLs and tokens are secrets.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
var app = builder.Build();
// Mux and the receiver of events have their own tokens, meetings and the example site have none: their requests are not signed for AWS.
string[] others = [MuxComposition.Path, SinkRoutes.Path, MeetingRoutes.Path, SiteRoutes.Path];
app.UseWhen(context => others.All(path => !context.Request.Path.StartsWithSegments(path)), aws =>
{
    aws.UseAwsSignatures();
    aws.UseAwsApis();
    aws.UseS3();
    aws.UseSts();
    aws.UseCloudFrontViewers();
    aws.UseS3Origins();
    aws.UseCdnAuthorization();
});
app.UseWebSockets();
app.UseRouting();
app.MapPlayback();
app.MapIvsPlayback();
app.MapMux();
app.MapAdmin();
app.MapFaults();
app.MapReceiving();
app.MapPipelines();
app.MapMeetings();
app.MapSite();
app.MapChimeMediaPipelines();
app.MapPushes();
app.Services.GetRequiredService<SinkRoutes>().Map(app);
app.MapGet("/healthz", () => "ok");
await app.RunAsync();
