package main

var list []entry
