using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: CollectionBehavior("Onair.Tests.Integration.ClassCollections", "Onair.Tests.Integration")]

namespace Onair.Tests.Integration;

/// <summary>
/// What runs at the same time: every class, also those of <see cref="ControlPlaneCollection"/>, which have a control plane
/// each. Classes of other collections share a fixture and run one after the other. How many run at once is in
/// xunit.runner.json: more than there are processors, because tests wait most of their time.
/// </summary>
public sealed class ClassCollections(ITestAssembly assembly, IMessageSink diagnostics) : IXunitTestCollectionFactory
{
    private readonly Dictionary<string, ITypeInfo> _definitions = TestCollectionFactoryHelper.GetTestCollectionDefinitions(assembly.Assembly, diagnostics);
    private readonly ConcurrentDictionary<string, ITestCollection> _collections = [];

    public string DisplayName => "a collection for each class";

    public ITestCollection Get(ITypeInfo testClass)
    {
        var collection = testClass.GetCustomAttributes(typeof(CollectionAttribute)).SingleOrDefault()?.GetConstructorArguments().Single() as string;
        var name = collection is null or ControlPlaneCollection.Name ? testClass.Name : collection;
        return _collections.GetOrAdd(name, _ => new TestCollection(assembly, collection is null ? null : _definitions.GetValueOrDefault(collection), name));
    }
}
