using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Emulator.Auth;
using Onair.Emulator.Faults;
using Onair.Emulator.S3;
using Onair.Emulator.Sts;

namespace Onair.Tests.Unit.Emulator.S3;

/// <summary>Signature check, S3 and STS on a loopback port, with their files in a directory of their own.</summary>
public sealed class AwsHost : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"onair-{Guid.NewGuid():N}");
    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public FakeTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    public IServiceProvider Services => _app!.Services;

    public Task InitializeAsync() => StartAsync();

    /// <summary>What a new process on the same directory would be.</summary>
    public async Task RestartAsync()
    {
        await _app!.DisposeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public AmazonS3Client S3(AWSCredentials? credentials = null, Action<AmazonS3Config>? configure = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = Url.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        };
        configure?.Invoke(config);
        return new AmazonS3Client(credentials ?? Account, config);
    }

    public AmazonSecurityTokenServiceClient Sts(AWSCredentials? credentials = null) => new(
        credentials ?? Account,
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = Url.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        });

    public static AWSCredentials Account { get; } = new BasicAWSCredentials("onair", "onair-secret");

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Emulator:DataDirectory", _directory)]);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddAwsAuth().AddSingleton<FaultRuleRegistry>().AddObjectStore().AddSts();
        _app = builder.Build();
        _app.UseAwsSignatures();
        _app.UseS3();
        _app.UseSts();
        await _app.StartAsync();
        Url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
