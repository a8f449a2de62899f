using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Onair.Hosting;

/// <summary>Between SIGTERM and the end: no longer ready, but still answering until the cluster's proxies have noticed.</summary>
public sealed class Draining(TimeSpan duration, TimeProvider time) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    /// <summary>The program was told to end.</summary>
    public bool HasBegun => _hasBegun;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        return Task.Delay(duration, time, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers <see cref="Draining"/>.</summary>
public static class DrainingRegistration
{
    /// <summary>Keeps the program answering for a while after SIGTERM. <see cref="Health.MapHealth"/> reports it as not ready meanwhile.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="duration">How long.</param>
    public static IServiceCollection AddDraining(this IServiceCollection services, TimeSpan duration) => services
        .AddSingleton(p => new Draining(duration, p.GetRequiredService<TimeProvider>()))
        .AddHostedService(p => p.GetRequiredService<Draining>());
}
