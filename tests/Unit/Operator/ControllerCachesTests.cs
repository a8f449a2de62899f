using System.Collections;
using System.Reflection;
using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Onair.Api;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Operator;
using Onair.Operator.Outboxes;

namespace Onair.Tests.Unit.Operator;

/// <summary>A controller starts before its own kind is listed to the end. Whatever else its reconciles look up has to be whole by then.</summary>
public sealed class ControllerCachesTests
{
    [Fact]
    public async Task A_controller_waits_for_the_whole_list_of_every_kind_that_it_can_ask()
    {
        var services = new ServiceCollection().AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddKubernetesClient(new KubernetesClientConfiguration { Host = "https://server.example/" })
            .AddOperator(new OperatorOptions());
        await using var provider = services.BuildServiceProvider();
        var runners = provider.GetServices<ILeaderTask>().Where(IsRunner).ToList();
        runners.Count.ShouldBe(OnairResources.Kinds.Count, "one for each kind that the operator reconciles");

        var forgotten = runners.SelectMany(runner =>
        {
            var waits = Property<IReadOnlyList<IInformer>>(runner, "Caches").ToHashSet();
            return Reachable(Field(runner, "_controller")).Where(found => !waits.Contains(found.Informer))
                .Select(found => $"{found.Path} asks {found.Informer.Resource}, but its controller does not declare Reads(…) of it");
        });

        forgotten.ShouldBeEmpty();
    }

    private static bool IsRunner(ILeaderTask task) => task.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ControllerRunner<>);

    /// <summary>The informers that an object holds, itself or by what it holds.</summary>
    private static List<(IInformer Informer, string Path)> Reachable(object root)
    {
        var (found, seen, left) = (new List<(IInformer, string)>(), new HashSet<object>(ReferenceEqualityComparer.Instance), new Stack<(object, string)>());
        left.Push((root, root.GetType().Name));
        while (left.TryPop(out var next))
        {
            var (holder, path) = next;
            if (!seen.Add(holder)) continue;
            if (holder is IInformer informer) found.Add((informer, path));
            else if (holder is Delegate { Target: { } target }) left.Push((target, path));
            else if (holder is IEnumerable items and not string)
                foreach (var item in items) Push(item, path);
            else if (IsOurs(holder.GetType()))
                foreach (var (name, value) in FieldsOf(holder)) Push(value, $"{path}.{name}");
        }
        return found;

        void Push(object? value, string path)
        {
            if (value is not null) left.Push((value, path));
        }
    }

    // The runtime itself asks what is known, and the deliveries that an outbox serves wait for its kind.
    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("Onair.", StringComparison.Ordinal) == true && !type.Namespace.StartsWith("Onair.Kubernetes.", StringComparison.Ordinal)
        && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ResourceOutbox<>));

    private static IEnumerable<(string Name, object? Value)> FieldsOf(object holder)
    {
        for (var type = holder.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (!field.FieldType.IsPrimitive) yield return (field.Name.TrimStart('_', '<').Split('>')[0], field.GetValue(holder));
    }

    private static object Field(object holder, string name) => holder.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(holder)!;

    private static T Property<T>(object holder, string name) => (T)holder.GetType().GetProperty(name)!.GetValue(holder)!;
}
