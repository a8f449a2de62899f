using Onair.Aws.ServiceModels;
using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>
/// From model types to C#, as AWS's .NET packages (version 4) map them: nullable values, constant classes for enums, plain strings for
/// enums inside collections, <c>MemoryStream</c> for blobs.
/// </summary>
internal sealed class TypeMapper(ServiceContext service)
{
    private readonly ServiceModel _model = service.Model;

    public WireType Map(ShapeReference reference) => Map(reference, inCollection: false);

    private WireType Map(ShapeReference reference, bool inCollection)
    {
        var shape = _model.Shape(reference.Shape);
        return shape.Type switch
        {
            "string" when shape.Enum is not null && !inCollection => Enum(reference.Shape),
            "string" => new("string", "CodecTable.String"),
            "integer" => new("int?", "CodecTable.Integer"),
            "long" => new("long?", "CodecTable.Long"),
            "double" => new("double?", "CodecTable.Double"),
            "float" => new("float?", "CodecTable.Float"),
            "boolean" => new("bool?", "CodecTable.Boolean"),
            "blob" => new("MemoryStream", "CodecTable.Blob"),
            "timestamp" => new("DateTime?", $"CodecTable.{Timestamp(reference, shape)}"),
            "list" => List(reference, shape),
            "map" => Dictionary(reference, shape),
            "structure" => Structure(reference.Shape),
            var type => throw new InvalidModelException($"shape {reference.Shape}: type {type} is not one the generator knows."),
        };
    }

    private WireType Enum(string shape)
    {
        var type = $"global::{service.Namespace}.{Pascal(shape)}";
        return new(type, $"CodecTable.Enum({type}.FindValue)");
    }

    private WireType Structure(string shape)
    {
        var type = $"global::{service.ModelNamespace}.{Pascal(shape)}";
        return new(type, $"CodecTable.Structure(() => {type}.WireShape)");
    }

    // The defaults per place are the protocols': header rfc822, query string iso8601, XML body iso8601, JSON body unixTimestamp.
    private string Timestamp(ShapeReference reference, ShapeModel shape)
    {
        var format = reference.TimestampFormat ?? shape.TimestampFormat ?? reference.Location switch
        {
            "header" => "rfc822",
            "querystring" or "uri" => "iso8601",
            _ => _model.IsXml ? "iso8601" : "unixTimestamp",
        };
        return format switch
        {
            "rfc822" => "HttpDate",
            "iso8601" => "Iso8601",
            "unixTimestamp" => "UnixSeconds",
            _ => throw new InvalidModelException($"shape {reference.Shape}: timestampFormat {format} must be rfc822, iso8601 or unixTimestamp."),
        };
    }

    private WireType List(ShapeReference reference, ShapeModel shape)
    {
        var item = Item(shape.Member!);
        var flattened = _model.IsXml && (reference.Flattened || shape.Flattened);
        var codec = flattened
            ? $"CodecTable.FlattenedList({item.Codec})"
            : $"CodecTable.List({item.Codec}, {Literal(shape.Member!.LocationName ?? "member")})";
        return new($"List<{item.Type}>", codec);
    }

    private WireType Dictionary(ShapeReference reference, ShapeModel shape)
    {
        var value = Item(shape.Value!);
        var (keyName, valueName) = (Literal(shape.Key!.LocationName ?? "key"), Literal(shape.Value!.LocationName ?? "value"));
        var flattened = _model.IsXml && (reference.Flattened || shape.Flattened);
        return new($"Dictionary<string, {value.Type}>", $"CodecTable.{(flattened ? "FlattenedMap" : "Map")}({value.Codec}, {keyName}, {valueName})");
    }

    // Items are not nullable: List<int>, not List<int?>.
    private WireType Item(ShapeReference reference)
    {
        var item = Map(reference, inCollection: true);
        return item.Type.EndsWith('?') ? new(item.Type[..^1], $"CodecTable.Value({item.Codec})") : item;
    }
}
