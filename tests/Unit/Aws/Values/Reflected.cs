using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>Between trees and the client's classes.</summary>
internal static class Reflected
{
    public static void Fill(TestModel model, JsonObject shape, JsonObject tree, object target)
    {
        foreach (var (member, reference) in shape.Members().Where(m => tree.ContainsKey(m.Name)))
        {
            var property = Property(target.GetType(), member);
            property.SetValue(target, ToClr(model, reference, tree[member]!, property.PropertyType));
        }
    }

    public static JsonObject Read(TestModel model, JsonObject shape, object source)
    {
        var tree = new JsonObject();
        foreach (var (member, reference) in shape.Members().Where(m => m.Name.Pascal() != "Message" || source is not Exception))
        {
            if (Property(source.GetType(), member).GetValue(source) is { } value) tree[member] = FromClr(model, reference, value);
        }
        return tree;
    }

    private static System.Reflection.PropertyInfo Property(Type type, string member) =>
        type.GetProperty(member.Pascal()) ?? throw new InvalidOperationException($"{type} has no property {member.Pascal()}");

    private static object ToClr(TestModel model, JsonObject reference, JsonNode tree, Type type)
    {
        var shape = model.Target(reference);
        type = Nullable.GetUnderlyingType(type) ?? type;
        switch (shape.Text("type"))
        {
            case "structure":
                var instance = Activator.CreateInstance(type)!;
                Fill(model, shape, tree.AsObject(), instance);
                return instance;
            case "list":
                var list = (IList)Activator.CreateInstance(type)!;
                foreach (var item in tree.AsArray()) list.Add(ToClr(model, shape.Object("member"), item!, type.GetGenericArguments()[0]));
                return list;
            case "map":
                var map = (IDictionary)Activator.CreateInstance(type)!;
                foreach (var (key, value) in tree.AsObject()) map[key] = ToClr(model, shape.Object("value"), value!, type.GetGenericArguments()[1]);
                return map;
            case "blob":
                return new MemoryStream(Convert.FromBase64String(tree.GetValue<string>()));
            case "timestamp":
                return DateTime.Parse(tree.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
            default:
                var text = tree.GetValue<string>();
                return type.IsSubclassOf(typeof(ConstantClass))
                    ? Activator.CreateInstance(type, text)!
                    : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
    }

    private static JsonNode? FromClr(TestModel model, JsonObject reference, object value)
    {
        var shape = model.Target(reference);
        return shape.Text("type") switch
        {
            "structure" => Read(model, shape, value),
            "list" => new JsonArray([.. ((IEnumerable)value).Cast<object>().Select(i => FromClr(model, shape.Object("member"), i))]),
            "map" => Map((IDictionary)value, v => FromClr(model, shape.Object("value"), v)),
            "blob" => Convert.ToBase64String(((MemoryStream)value).ToArray()),
            "timestamp" => Utc((DateTime)value),
            "boolean" => (bool)value ? "true" : "false",
            _ => value is ConstantClass constant ? constant.Value : Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static JsonObject Map(IDictionary map, Func<object, JsonNode?> value)
    {
        var tree = new JsonObject();
        foreach (DictionaryEntry entry in map) tree[(string)entry.Key] = value(entry.Value!);
        return tree;
    }

    private static string Utc(DateTime value)
    {
        value.Kind.ShouldBe(DateTimeKind.Utc);
        return value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
