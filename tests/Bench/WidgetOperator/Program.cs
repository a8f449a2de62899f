using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Onair.Kubernetes.Hosting;
using WidgetOperator;

var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, Args = args });
var cloud = Environment.GetEnvironmentVariable("CLOUD_URL") ?? throw new InvalidOperationException("CLOUD_URL: required");
var concurrent = int.Parse(Environment.GetEnvironmentVariable("MAX_CONCURRENT") ?? "16", CultureInfo.InvariantCulture);
builder.Services.AddSingleton(new Cloud(new Uri(cloud.TrimEnd('/') + "/")));
builder.Services.AddController<WidgetController, Widget>(Widget.Type, options =>
{
    options.MaxConcurrentReconciles = concurrent;
    options.ResyncPeriod = null;
});
await builder.Build().RunAsync();
