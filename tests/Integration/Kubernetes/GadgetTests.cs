using System.Globalization;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Integration.Kubernetes;

/// <summary>A namespace of its own for each test, with the Gadget resource served.</summary>
public abstract class GadgetTests(ControlPlane plane) : IAsyncLifetime
{
    private static int _count;

    protected CancellationTokenSource Stop { get; } = new(TimeSpan.FromMinutes(5));

    protected ControlPlane Plane { get; } = plane;

    protected KubernetesClient Client => Plane.Client;

    protected string Namespace { get; } = "t" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);

    public async Task InitializeAsync()
    {
        await Plane.OnceAsync(nameof(Gadget), () => Plane.ApplyAsync(Path.Combine(AppContext.BaseDirectory, "Kubernetes/gadget.crd.yaml")));
        await Plane.KubectlAsync("create", "namespace", Namespace);
        await BeginAsync();
    }

    protected virtual Task BeginAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        await Stop.CancelAsync();
        Stop.Dispose();
    }

    protected Task<Gadget> CreateAsync(string name, int size = 1) => Client.CreateAsync(Gadget.Type, Gadget.Named(name, Namespace, size), Stop.Token);

    protected NamespacedName Key(string name) => new(Namespace, name);
}
